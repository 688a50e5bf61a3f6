"""What another site does to a page of ours: it frames it, and smuggles scripts into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

from playwright.sync_api import Page

_FRAME: Final = """(address) => new Promise((loaded) => {
  const frame = document.createElement("iframe");
  frame.addEventListener("load", loaded, { once: true });
  frame.src = address;
  document.body.append(frame);
})"""
SMUGGLED: Final = """() => {
  window.ran = [];
  const refused = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
  const script = document.createElement("script");
  script.textContent = 'ran.push("script")';
  document.body.append(script);
  const away = document.createElement("script");
  away.src = "data:text/javascript,ran.push('data')";
  document.body.append(away);
  const picture = document.createElement("div");
  picture.innerHTML = `<img src="/healthz" onerror="ran.push('handler')">`;
  document.body.append(picture);
  const way = document.createElement("a");
  way.href = "javascript:void ran.push('address')";
  document.body.append(way);
  way.click();
  return new Promise((done) => {
    const look = () => (refused.length < 4 ? setTimeout(look, 10) : done([ran, refused.sort()]));
    look();
  });
}"""
REFUSED: Final = ["script-src-attr", "script-src-elem", "script-src-elem", "script-src-elem"]
"""The handler of the picture, and the script, the one of an address, and the address to go to."""


@contextmanager
def elsewhere() -> Iterator[str]:
    """The address of another site, which has an empty page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b'<!doctype html><html lang="en"><title>Elsewhere</title>')

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def framed(page: Page, address: str) -> str:
    """What this page holds once it frames the address."""
    page.evaluate(_FRAME, address)
    return page.frames[-1].url
