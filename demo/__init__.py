"""`make demo`: the whole service on one machine, with LINE, a phone and a hospital simulated.

`python -m demo` starts everything and stays in the foreground; `python -m demo.load` fills a database with
the demo's hospitals; `python -m demo.reset` forgets what the demo remembers. Production needs none of this.
"""
