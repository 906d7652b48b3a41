/* Small touches on top of pages that work without them. No network, no storage. */
(() => {
  "use strict";

  const words = document.getElementById("hub-words").dataset;
  const SCROLLERS = ".table-wrap, .forest__scroll, .md-typeset__scrollwrap";

  /* The theme opens its menu by the label of a hidden checkbox, which no key reaches: put a button
     in its place, with a name and its state. */
  function pressable(label, name) {
    const toggle = document.getElementById(label.htmlFor);
    if (!toggle) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.dataset.for = toggle.id;
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", tell);
    tell();
    button.addEventListener("click", () => {
      toggle.click();
      if (toggle.checked) document.querySelector(`[data-opened-by="${toggle.id}"]`)?.focus();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      button.focus();
    });
  }

  function nameToggle() {
    const label = document.querySelector('.md-header label.md-header__button[for="__drawer"]');
    if (label) pressable(label, words.menu);
  }

  /* What scrolls sideways must be reachable by keyboard; what does not should be no extra stop. */
  function markScroller(element) {
    const scrolls = element.scrollWidth > element.clientWidth + 1;
    if (!scrolls) {
      element.removeAttribute("tabindex");
      return;
    }
    element.tabIndex = 0;
    if (!element.hasAttribute("role")) element.setAttribute("role", "region");
    if (!element.hasAttribute("aria-label")) {
      element.setAttribute("aria-label", regionName(element));
    }
  }

  /* Regions need names of their own: the heading above, and a number where one has several. */
  const named = new Map();
  function regionName(element) {
    let heading = words.table;
    for (const candidate of document.querySelectorAll("article h1, article h2, article h3")) {
      const before = candidate.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before) heading = candidate.firstChild.textContent.trim();
    }
    const count = (named.get(heading) || 0) + 1;
    named.set(heading, count);
    return `${heading}${count > 1 ? ` ${count}` : ""}, ${words.scrolls}`;
  }

  function watchScrollers() {
    const observer = new ResizeObserver((entries) => {
      for (const entry of entries) markScroller(entry.target);
    });
    for (const element of document.querySelectorAll(SCROLLERS)) observer.observe(element);
  }

  /* Says to screen readers what the eye sees; it must be there before it speaks. */
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");

  /* <button class="copy" type="button" data-copy="id-of-element">Copy</button> */
  async function copyFrom(button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      button.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = words.selected;
    }
    status.textContent = button.textContent;
    setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, 2500);
  }

  /* Closed details print closed: open them for paper, then put them back. */
  function openForPrint() {
    for (const details of document.querySelectorAll("article details:not([open])")) {
      details.open = true;
      details.dataset.openedForPrint = "";
    }
  }

  function closeAfterPrint() {
    for (const details of document.querySelectorAll("[data-opened-for-print]")) {
      details.open = false;
      delete details.dataset.openedForPrint;
    }
  }

  nameToggle();
  document.querySelector("article")?.append(status);
  addEventListener("load", watchScrollers);
  addEventListener("beforeprint", openForPrint);
  addEventListener("afterprint", closeAfterPrint);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy[data-copy]");
    if (button) copyFrom(button);
  });
})();
