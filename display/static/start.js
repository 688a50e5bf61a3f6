/** A screen starts: without a token it is paired, with one it goes to the page of its place. */

import { ApiError } from "/static/js/api.js";
import { byRole, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { readToken } from "/static/js/token.js";
import { askForToken, refuse } from "./gate.js";
import { askPlace, goTo } from "./place.js";

const AGAIN_MS = 3_000;
const BEFORE_ANYBODY_PLACED_IT = "/display";

mount("screen-start", async () => {
  if (readToken("display") === null) return askForToken();
  for (;;) {
    try {
      const { next, gone } = await askPlace();
      if (gone !== null) return refuse(gone);
      return void goTo(next ?? BEFORE_ANYBODY_PLACED_IT);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401 || error.status === 403) return askForToken();
      show(byRole("unreachable"));
    }
    await new Promise((wake) => setTimeout(wake, AGAIN_MS));
  }
});
