"""Requests to other machines end in bounded time, whatever the other end does."""

import socket
import threading
from contextlib import suppress
from typing import Any

import pytest

from server.background.outgoing import Question, SendResult, ask

_LETTERS = 400


def test_one_that_speaks_letter_by_letter_is_given_up() -> None:
    gone = threading.Event()

    def speak() -> None:
        line, _ = listening.accept()
        with line, suppress(OSError):
            line.recv(65536)
            line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(_LETTERS):
                gone.wait(0.02)
                line.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        speaker = threading.Thread(target=speak, daemon=True)
        speaker.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert ask(Question("GET", url, {}, inside="127.0.0.1"), 0.3) == SendResult(
            error="timeout", taken=True
        )
        gone.set()
        speaker.join()


def test_what_no_header_can_hold_is_sent_to_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for value in ("a\r\nHost: other", "khóa đ"):
            found = ask(Question("GET", url, {"X": value}, inside="127.0.0.1"), 5)
            assert found == SendResult(error="not_valid")


def test_a_name_server_that_does_not_answer_is_given_up_and_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, well = [], threading.Event()

    def hang(*_: Any, **__: Any) -> None:
        asked.append(threading.current_thread())
        well.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    question = Question("GET", "https://zalo.example/", {})
    assert [ask(question, 0.05) for _ in range(3)] == [SendResult(error="timeout")] * 3
    assert len(asked) == 1
    well.set()
    asked[0].join()
    assert ask(question, 60) == SendResult(error="unreachable")
