"""What LINE refuses in a message, as tables.

Sources: LINE's Messaging API reference, its Flex Message elements page, and answers seen in the wild.
"""
