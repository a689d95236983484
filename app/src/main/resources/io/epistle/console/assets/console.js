// Keys and small comforts. Every page works without this file.
"use strict";

(() => {
  const goTo = new Map();
  let afterG = 0;
  const G_MILLIS = 1200;

  const typing = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

  const step = (by) => {
    const all = rows();
    if (all.length === 0) return;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const current = at >= 0 ? at : all.findIndex((row) => row.matches("[aria-current], [data-current]"));
    const next = current < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, current + by));
    const target = all[next].querySelector("a, summary, button") ?? all[next];
    target.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  };

  const help = () => {
    const dialog = document.getElementById("keys");
    if (dialog && !dialog.open) dialog.showModal();
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(document.activeElement)) {
      document.activeElement.blur();
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const now = Date.now();
    if (now - afterG < G_MILLIS && goTo.has(event.key)) {
      event.preventDefault();
      afterG = 0;
      window.location.assign(goTo.get(event.key));
      return;
    }
    afterG = 0;
    if (event.key === "g") {
      afterG = now;
    } else if (event.key === "/") {
      const search = document.getElementById("search");
      event.preventDefault();
      if (search) {
        search.focus();
        search.select();
      } else {
        window.location.assign(goTo.get("p") + "#search");
      }
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "?") {
      event.preventDefault();
      help();
    }
  };

  // The list stays where it is while mails change beside it: only the mark moves.
  const markMail = () => {
    const mailbox = document.querySelector(".mailbox");
    if (!mailbox) return;
    mailbox.classList.toggle("reading", document.querySelector("#mail .mail-head") !== null);
    for (const link of mailbox.querySelectorAll(".mail-list a")) {
      if (link.pathname === window.location.pathname) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  document.addEventListener("htmx:pushedIntoHistory", markMail);
  document.addEventListener("htmx:afterSettle", markMail);

  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("a[data-key]")) goTo.set(link.dataset.key, link.href);
    document.addEventListener("keydown", onKey);
    const close = document.querySelector("#keys button");
    if (close) close.addEventListener("click", () => close.closest("dialog").close());
    if (window.location.hash === "#search") {
      const search = document.getElementById("search");
      if (search) search.focus();
    }
    // A filter that is chosen is meant: no second press.
    for (const form of document.querySelectorAll("form[data-at-once]")) {
      if (!window.htmx) form.addEventListener("change", () => form.requestSubmit());
    }
  });
})();
