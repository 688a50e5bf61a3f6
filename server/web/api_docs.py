"""The page where the API's description is read in a browser."""

from flask import Blueprint, render_template

pages = Blueprint("api_docs", __name__)


@pages.get("/api/docs")
def home() -> str:
    """Every route of the API, from `/api/v1/openapi.json`: open to everybody, as that is."""
    return render_template("api/docs.html")
