"""The log says how the server is, never who reads what."""

import logging

server = logging.getLogger("uvicorn.error")
OF_A_READER = ("WebSocket", "connection open", "connection closed")


def forget_readers() -> None:
    """Drop every line that names a reader's address or what they asked for."""
    logging.getLogger("uvicorn.access").disabled = True
    server.addFilter(about_the_server)


def about_the_server(record: logging.LogRecord) -> bool:
    return not any(words in str(record.msg) for words in OF_A_READER)
