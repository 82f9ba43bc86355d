/** How large this screen's pixels are: what true size needs, and nobody but the user can tell (decision 0056). */

/** A bank card's width, ISO/IEC 7810 ID-1. */
export const CARD_MM = 85.6;
/** And its height. */
export const CARD_HEIGHT_MM = 53.98;
/** What the screens of phones and of walls have, in device pixels a millimetre. */
const FEWEST = 0.5;
const MOST = 40;
/** Holds this one setting, and nothing of any patient. */
const KEY = "lightbox.screen";

/** The screen that the window is on, as the browser tells. */
export interface ScreenNow {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel. */
  readonly density: number;
}

type Store = Pick<Storage, "getItem" | "setItem">;

/** What the user has said of this screen, kept in this browser, or as long as the page lives where storing is forbidden. */
export class ScreenSize {
  private said: { readonly screen: string; readonly pixelsPerMm: number } | undefined;

  /** @param store asked for each time: it throws where storing is forbidden */
  constructor(private readonly store: () => Store) {}

  /** Device pixels a millimetre of this screen; undefined where the user hasn't said, or has said it of another screen. */
  pixelsPerMm(screen: ScreenNow): number | undefined {
    const name = nameOf(screen);
    return this.said?.screen === name ? this.said.pixelsPerMm : this.kept(name);
  }

  /** @param pixelsPerMm device pixels a millimetre */
  keep(screen: ScreenNow, pixelsPerMm: number): void {
    this.said = { screen: nameOf(screen), pixelsPerMm };
    try {
      this.store().setItem(KEY, JSON.stringify(this.said));
    } catch (error) {
      // Forbidden: it is asked for again on the next page.
      console.debug(error);
    }
  }

  private kept(name: string): number | undefined {
    try {
      const kept: unknown = JSON.parse(this.store().getItem(KEY) ?? "null");
      if (typeof kept !== "object" || kept === null || !("screen" in kept) || !("pixelsPerMm" in kept)) {
        return undefined;
      }
      const { screen, pixelsPerMm } = kept;
      return screen === name && typeof pixelsPerMm === "number" && pixelsPerMm >= FEWEST && pixelsPerMm <= MOST ? pixelsPerMm : undefined;
    } catch (error) {
      // Forbidden, or something else stands there: as if nothing had been said.
      console.debug(error);
      return undefined;
    }
  }
}

/** By its device pixels, which stay when the browser zooms. */
function nameOf({ width, height, density }: ScreenNow): string {
  return `${Math.round(width * density)}x${Math.round(height * density)}`;
}

export function screenNow(): ScreenNow {
  return { width: screen.width, height: screen.height, density: devicePixelRatio };
}
