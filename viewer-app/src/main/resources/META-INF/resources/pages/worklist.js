// The viewer's program is here before it is needed, and begins to open a study as soon as one is clicked, while the server makes the page for it.
const program = new URL("../lightbox/lightbox-viewer.js", import.meta.url).href;
const base = new URL("../", import.meta.url);
let viewer;

const load = () => (viewer ??= import(program));

/** The study that a click opens in this page; undefined where it is nothing of that kind, or another tab's. */
const studyOf = (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return undefined;
  }
  const link = event.composedPath().find((element) => element.localName === "a") ?? linkOfRow(event);
  const address = link?.href && !link.target && !link.hasAttribute("download") ? new URL(link.href) : undefined;
  const [name, ...more] = address ? [...address.searchParams.keys()] : [];
  return address?.href.startsWith(new URL("viewer?", base).href) && name === "StudyInstanceUIDs" && more.length === 0
    ? address.searchParams.get(name)
    : undefined;
};

/** A double click in a row opens its study, but on what is there to be pressed or typed in. */
const linkOfRow = (event) => {
  const path = event.type === "dblclick" ? event.composedPath() : [];
  const row = path.find((element) => element.localName === "tr");
  const cell = path.findIndex((element) => element.localName === "vaadin-grid-cell-content");
  if (path.slice(0, cell).some((element) => element.matches?.("button, input, label, vaadin-button, [tabindex]"))) {
    return undefined;
  }
  const cells = [...(row?.querySelectorAll("slot") ?? [])].flatMap((slot) => slot.assignedElements());
  return cells.map((cell) => cell.querySelector("a[href]")).find((link) => link);
};

const begin = async (event) => {
  const studyInstanceUID = studyOf(event);
  if (studyInstanceUID) {
    try {
      (await load()).beginStudy({ base, studyInstanceUID });
    } catch (error) {
      // The page itself loads the program, and says what is wrong.
      viewer = undefined;
      console.warn("Lightbox:", error);
    }
  }
};

addEventListener("click", begin, { capture: true });
addEventListener("dblclick", begin, { capture: true });
(window.requestIdleCallback ?? setTimeout)(() => load().catch(() => (viewer = undefined)));
