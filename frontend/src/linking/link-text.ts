import { fixedText, text } from "../i18n/text.js";
import type { LinkState } from "./links.js";
import type { Found } from "./point-finder.js";

/** In one line how a viewport goes with the active one; empty where it doesn't. */
export function linkLine({ scroll, beyond, zoom, window }: LinkState): string {
  const parts = [
    scroll === "leads" ? text("link.scroll") : "",
    scroll === "position" ? text(beyond ? "link.byPosition.beyond" : "link.byPosition") : "",
    scroll === "offset" ? text("link.byOffset") : "",
    scroll === "none" ? text("link.notScrolled") : "",
    zoom ? text("link.zoom") : "",
    window ? text("link.window") : "",
  ].filter(Boolean);
  return parts.length > 0 ? text("link.state", { parts: parts.join(", ") }) : "";
}

/** What is said of a point that isn't in the slice on the screen; empty where it is. */
export function pointLine(found: Found): string {
  switch (found.kind) {
    case "here":
      return "";
    case "elsewhere":
      return text("point.elsewhere", { slice: found.slice });
    case "beside":
      return text("point.beside");
    case "outside":
      return text("point.outside", { distance: fixedText(found.distance, 1) });
    case "off":
      return text("point.off", { distance: fixedText(found.distance, 1) });
    case "unplaced":
      return text("point.unplaced");
  }
}
