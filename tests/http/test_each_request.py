"""What is left out of each request is nothing that any of them needs."""

from inspect import iscoroutinefunction

from server.app import Server
from server.http.rate_limit import limiter
from server.http.sessions import Sessions


def test_nothing_that_a_request_calls_is_asynchronous(server: Server) -> None:
    around = (
        server.app.before_request_funcs,
        server.app.after_request_funcs,
        server.app.teardown_request_funcs,
    )
    called = [each for funcs in around for group in funcs.values() for each in group]
    assert len(called) > 10
    assert [
        each for each in (*called, *server.app.view_functions.values()) if iscoroutinefunction(each)
    ] == []


def test_no_limit_is_of_all_routes(server: Server) -> None:
    """Those of single routes are asked for where the route is called, which is all that is asked."""
    assert limiter.limit_manager.default_limits == limiter.limit_manager.application_limits == []


def test_a_cookie_is_read_and_its_absence_is_a_new_session(server: Server) -> None:
    app = server.app
    assert isinstance(app.session_interface, Sessions)
    kept = Sessions().get_signing_serializer(app)
    assert kept is not None
    name = app.config["SESSION_COOKIE_NAME"]
    for cookie, held in (("", {}), (f"{name}={kept.dumps({'n': 7})}", {"n": 7}), (f"{name}=forged", {})):
        with app.test_request_context(headers={"Cookie": cookie}) as asked:
            assert dict(asked.session) == held
