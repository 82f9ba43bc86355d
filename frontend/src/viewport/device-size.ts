import type { Size } from "../protocol/messages.js";

/** Called with the element's size in device pixels, and with how many of them a CSS pixel has. */
type SizeListener = (size: Size, density: number) => void;

/** The protocol's bound for a picture: no canvas is larger, and on a screen that would have more pixels the picture is stretched. */
const MOST_PIXELS = 33_554_432;

/** Watches an element's size in device pixels: by its layout, the browser's zoom, and the screen that the window is on. Returns what ends it. */
export function watchDeviceSize(element: Element, listener: SizeListener): () => void {
  let exact: Size | undefined;
  const report = (): void => {
    const { width, height } = element.getBoundingClientRect();
    if (width > 0 && height > 0) {
      const density = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (width * height)));
      listener(deviceSize({ width, height }, density, exact), density);
    }
  };
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.devicePixelContentBoxSize?.[0];
    exact = box && { width: box.inlineSize, height: box.blockSize };
    report();
  });
  try {
    observer.observe(element, { box: "device-pixel-content-box" });
  } catch (error) {
    // Safari knows no such box (TypeError): CSS pixels times the density then.
    console.debug(error);
    observer.observe(element);
  }
  // A window that moves to a denser screen keeps its CSS size.
  let query: MediaQueryList | undefined;
  const densityChanged = (): void => {
    query?.removeEventListener("change", densityChanged);
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", densityChanged);
    report();
  };
  densityChanged();
  return () => {
    observer.disconnect();
    query?.removeEventListener("change", densityChanged);
  };
}

/**
 * The browser's own count of device pixels where it has one, because an element may begin and end within a pixel. It is taken only where it agrees with the
 * density: when density is emulated it doesn't.
 */
export function deviceSize(css: Size, density: number, exact: Size | undefined): Size {
  const width = css.width * density;
  const height = css.height * density;
  return exact && Math.abs(exact.width - width) < 2 && Math.abs(exact.height - height) < 2
    ? exact
    : { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
