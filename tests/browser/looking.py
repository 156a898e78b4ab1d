"""What is looked at on every page, in a real browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page

# all rules run; what passed is neither described nor sent over, which took as long as to run them
AXE = """async (contrast) => {
  const rules = {"color-contrast": {enabled: contrast}};
  const found = await axe.run({resultTypes: ["violations"], rules});
  return JSON.stringify([found.passes.length + found.violations.length, found.violations]);
}"""
RULES_AT_LEAST = 20  # that have something to say about any page of ours
WATCH_SHIFTS = """
window.shifts = [];
const box = (rect) => `${rect.x},${rect.y} ${rect.width}x${rect.height}`;
const told = ({node, previousRect, currentRect}) =>
  `${(node?.outerHTML ?? String(node?.textContent)).slice(0, 80)} ${box(previousRect)} to ${box(currentRect)}`;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push(`${entry.value.toFixed(4)} ${entry.sources.map(told).join("; ")}`);
  }
}).observe({type: "layout-shift", buffered: true});
"""
# nothing may move after this: letters are here or given up, and what came last is drawn
FRAME = """async () => {
  await document.fonts.ready;
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return [document.querySelectorAll("h1").length, document.documentElement.lang, document.title, window.shifts];
}"""
# elements that stick out to the right, innermost first, to tell where the fault is
STICKING_OUT = """() => [...document.body.querySelectorAll("*")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
    && !each.closest("[hidden], dialog:not([open]), [data-scrolls], .table-scroll, .matrix-scroll"))
  .slice(-3).map((each) => each.outerHTML.slice(0, 120))"""
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# rows that are cards on a phone: nothing of them may scroll, and every cell needs its column's name
BAD_CARDS = """() => [...document.querySelectorAll(".table-frame:has(> .table-cards)")]
  .filter((each) => each.scrollWidth > each.clientWidth || each.querySelector("tbody td:not([data-label])"))
  .map((each) => each.getAttribute("aria-label"))"""
# letters of a picture that reach beyond it, where they are not drawn
CUT_LETTERS = """() => [...document.querySelectorAll("svg text")].filter((each) => {
  const letters = each.getBoundingClientRect(), picture = each.ownerSVGElement.getBoundingClientRect();
  return letters.width > 0 && (letters.right > picture.right + 1 || letters.left < picture.left - 1);
}).map((each) => each.textContent.slice(0, 60))"""
# buttons that one sees: not those for screen readers, and not those in a table that scrolls by itself
SEEN_BUTTONS = """[...document.querySelectorAll("main button, main .ds-button")].filter((each) => {
  if (!each.checkVisibility() || each.matches(".ds-sr-only")) return false;
  for (let box = each.parentElement; box !== document.body; box = box.parentElement) {
    if (box.scrollWidth > box.clientWidth && ["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return false;
  }
  return true;
})"""
CUT_BUTTONS = f"""() => {SEEN_BUTTONS}
  .filter((each) => each.scrollWidth > each.clientWidth + 2
    || each.scrollHeight > each.clientHeight + 2 || each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => each.textContent.trim().slice(0, 60))"""
OVERLAPPING_BUTTONS = f"""() => {{
  const boxes = {SEEN_BUTTONS}.map((each) => [each, each.getBoundingClientRect()]);
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([two, b]) => !one.contains(two) && over(a, b))
    .map(([two]) => `${{one.textContent}} / ${{two.textContent}}`));
}}"""


@dataclass
class Complaints:
    """What the browser itself complained about: errors, blocked content, files that are missing."""

    found: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Take down what a page complains about from now on."""
        page.on("console", self._console)
        page.on("pageerror", self._error)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(message.text)

    def _error(self, error: Error) -> None:
        self.found.append(str(error))


def prepare(context: BrowserContext) -> None:
    """Let every page of a context have axe, which is not fetched anew, and note what moves."""
    context.add_init_script(AXE_SCRIPT)
    context.add_init_script(WATCH_SHIFTS)


def violations(page: Page, where: str, *, contrast: bool = True) -> list[str]:
    """Return what axe finds, one line for each rule, with the first element; contrast takes longer than all others."""
    found: list[dict[str, Any]]
    rules, found = json.loads(page.evaluate(AXE, contrast))
    assert rules >= RULES_AT_LEAST, f"axe looked at {rules} rules only"
    return [f"{where}: axe {rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


def faults_of_frame(page: Page, language: str) -> list[str]:
    """Return what is wrong with title, language, headings and layout shifts."""
    headings, lang, title, shifts = page.evaluate(FRAME)
    wanted = {"nb": "nb", "nn": "nn", "en": "en-gb"}[language]
    faults = [f"{headings} h1"] if headings != 1 else []
    if lang != wanted:
        faults.append(f"lang is {lang}")
    if title.strip(" –") == "Mentornett":
        faults.append("no title of its own")
    faults += [f"layout shift {shift}" for shift in shifts]
    return [f"{language}: {fault}" for fault in faults]


def faults_of_width(page: Page, where: str) -> list[str]:
    """Return what makes the page, or a table that should be cards there, scroll sideways."""
    faults = [f"{where}: scrolls sideways: {page.evaluate(STICKING_OUT)}"] if page.evaluate(TOO_WIDE) else []
    faults += [f"{where}: the picture cuts «{text}»" for text in page.evaluate(CUT_LETTERS)]
    return faults + [f"{where}: the cards «{each}» scroll or lack a label" for each in page.evaluate(BAD_CARDS)]


def faults_of_skip_link(page: Page) -> list[str]:
    """Return what is wrong with the first stop of the keyboard: a page that puts focus in a field has its own."""
    if page.evaluate("document.activeElement !== document.body"):
        return []
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className + ' ' + document.activeElement.getAttribute('href')")
    if "skip-link" not in first:
        return [f"the first stop of the keyboard is {first}"]
    return [] if page.locator(":focus").is_visible() else ["the skip link cannot be seen when it has focus"]


def faults_of_large_text(page: Page) -> list[str]:
    """Return what is cut or on top of something else when all text is twice as large."""
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    faults = faults_of_width(page, "200 % text at 640 px")
    faults += [f"200 % text: cut button «{text}»" for text in page.evaluate(CUT_BUTTONS)]
    faults += [f"200 % text: buttons on top of each other: {pair}" for pair in page.evaluate(OVERLAPPING_BUTTONS)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return faults
