/** The notices in their order: looked at, moved, switched, deleted, or taken into the form to be changed. */

import { createQuestion } from "/static/js/dialog.js";
import { byRole, el, onAction, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { whenText } from "./when.js";

/**
 * @typedef {import("./notices.js").Tools} Tools
 * @typedef {import("/static/js/answers.d.ts").Notice} Notice
 */

/** @type {Notice[]} */
let known = [];

/** @param {Notice[]} notices @param {Tools} tools */
export function showList(notices, tools) {
  known = notices;
  show(byRole("none"), notices.length === 0);
  show(byRole("list"), notices.length > 0);
  const build = () => stamp("notice-template");
  syncList(byRole("list"), notices, ({ id }) => String(id), build, (row, notice) => fill(row, notice, tools));
}

/** What is seen of its file. @param {HTMLElement} row @param {Notice} notice */
function look(row, { kind, file }) {
  if (row.dataset.file === file) return;
  row.dataset.file = file;
  const place = byRole("look", row);
  place.replaceChildren();
  const src = `/notices/files/${file}`;
  if (kind === "picture") place.append(el("a", { href: src, target: "_blank" }, el("img", { src, alt: "", loading: "lazy" })));
  if (kind === "video") {
    const film = /** @type {HTMLVideoElement} */ (el("video", { src, controls: true, preload: "metadata", playsinline: true }));
    film.muted = true;
    place.append(film);
  }
}

/** @param {HTMLElement} row @param {Notice} notice @param {Tools} tools */
function fill(row, notice, { facts, clock }) {
  const { id, kind, vi, en, shown, on_now: on, trouble_at: troubleAt } = notice;
  row.dataset.notice = String(id);
  look(row, notice);
  setText(byRole("kind", row), t(`kind_${kind}`));
  setText(byRole("vi", row), vi);
  setText(byRole("en", row), en);
  setText(byRole("when", row), whenText(notice, facts.halls));
  show(byRole("badge-on", row), on);
  show(byRole("badge-later", row), shown && !on);
  show(byRole("badge-off", row), !shown);
  setText(byRole("switch", row), t(shown ? "turn_off" : "turn_on"));
  show(byRole("trouble", row), troubleAt !== null);
  setText(byRole("trouble-text", row), troubleAt === null ? "" : t("trouble", { time: clock.time(troubleAt) }));
  const name = vi.slice(0, 40);
  for (const node of row.querySelectorAll('[data-role="name"]')) setText(node, name);
  const film = row.querySelector("video");
  (film ?? row.querySelector("a"))?.setAttribute("aria-label", name);
  const place = known.indexOf(notice);
  disable(row, "up", place === 0);
  disable(row, "down", place === known.length - 1);
}

/** It stays where the focus is. @param {HTMLElement} row @param {string} action @param {boolean} not */
function disable(row, action, not) {
  row.querySelector(`[data-action="${action}"]`)?.setAttribute("aria-disabled", String(not));
}

/** @param {Tools} tools @param {(notice: Notice) => void} change */
export function bindList({ act }, change) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-remove"));
  let asked = 0;
  const question = createQuestion(node, {
    onOpen: () => {
      setText(byRole("remove-text", node), known.find(({ id }) => id === asked)?.vi ?? "");
    },
    onConfirm: async () => {
      question.setBusy(true);
      const done = await act(`/notices/${asked}/remove`, {}, t("removed"));
      question.setBusy(false);
      if (done) question.close();
    },
  });
  onAction(byRole("list"), (name, pressed) => {
    if (pressed.getAttribute("aria-disabled") === "true") return;
    const id = Number(/** @type {HTMLElement} */ (pressed.closest("li")).dataset.notice);
    const notice = known.find((one) => one.id === id);
    if (!notice) return;
    if (name === "change") change(notice);
    if (name === "switch") void act(`/notices/${id}/switch`, { shown: !notice.shown });
    if (name === "up" || name === "down") void act("/notices/order", { order: moved(id, name === "up" ? -1 : 1) });
    if (name !== "remove") return;
    asked = id;
    question.open();
  });
}

/** @param {number} id @param {number} step @returns {number[]} all ids, this one moved */
function moved(id, step) {
  const order = known.map((notice) => notice.id);
  const place = order.indexOf(id);
  order.splice(place, 1);
  order.splice(place + step, 0, id);
  return order;
}
