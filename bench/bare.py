"""A bare Flask view, served as our web is: what there is to lose. For benches only."""

from flask import Flask, Response, jsonify

app = Flask(__name__, static_folder=None)


@app.get("/healthz")
@app.post("/line/webhook/live")
def webhook() -> Response:
    """Does nothing."""
    return jsonify(message="ok")
