import { svg, html, type TemplateResult } from "lit";

/** Our own line icons on a grid of 24, drawn with the text's colour. */
const paths = {
  back: svg`<path d="M15 5l-7 7 7 7" />`,
  window: svg`<circle cx="12" cy="12" r="8" /><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />`,
  chevron: svg`<path d="M7 10l5 5 5-5" />`,
  invert: svg`<rect x="4" y="4" width="16" height="16" rx="2" /><path d="M4 20L20 4v14a2 2 0 0 1-2 2z" fill="currentColor" />`,
  zoomIn: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5M8 10.5h5M10.5 8v5" />`,
  zoomOut: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5M8 10.5h5" />`,
  lens: svg`<circle cx="10" cy="10" r="6.2" /><path d="M14.6 14.6L20 20" stroke-width="2.6" /><path d="M7 10a3 3 0 0 1 3-3" stroke-width="1.4" />`,
  fit: svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`,
  oneToOne: svg`<path d="M5.5 8.5L8 7v10M15.5 8.5L18 7v10" /><path d="M12 10v.01M12 14.5v.01" stroke-width="2.5" />`,
  turnRight: svg`<rect x="4" y="9.5" width="10" height="10" rx="1" /><path d="M9 4.5h5a5 5 0 0 1 5 5V14M16 11.5l3 3 3-3" />`,
  turnLeft: svg`<rect x="10" y="9.5" width="10" height="10" rx="1" /><path d="M15 4.5h-5a5 5 0 0 0-5 5V14M2 11.5l3 3 3-3" />`,
  flipHorizontally: svg`<path d="M12 3.5v17" stroke-dasharray="2.5 2.5" /><path d="M9 7v10H3z" /><path d="M15 7v10h6z" fill="currentColor" />`,
  flipVertically: svg`<path d="M3.5 12h17" stroke-dasharray="2.5 2.5" /><path d="M7 9h10V3z" /><path d="M7 15h10v6z" fill="currentColor" />`,
  trueSize: svg`<path d="M3.5 8.5h17v7h-17z" /><path d="M7 8.5v3M10.3 8.5v2M13.7 8.5v3M17 8.5v2" stroke-width="1.4" />`,
  screen: svg`<rect x="3.5" y="4.5" width="17" height="11.5" rx="1.5" /><path d="M12 16v3.5M8.5 19.5h7" />`,
  reset: svg`<path d="M5 12a7 7 0 1 0 2.2-5.1" /><path d="M4.5 3.5V8H9" />`,
  warning: svg`<path d="M12 4l9 16H3z" /><path d="M12 10v4.5M12 17.2v.01" />`,
  help: svg`<circle cx="12" cy="12" r="8.5" /><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.01" />`,
  close: svg`<path d="M6 6l12 12M18 6L6 18" />`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  planes: svg`<path d="M4 15.5L12 20l8-4.5M4 15.5V8.5L12 4l8 4.5v7" /><path d="M12 4v16M4 8.5l16 7M20 8.5l-16 7" stroke-width="1.2" />`,
  layouts: svg`<rect x="4" y="4" width="16" height="16" rx="1.5" /><path d="M4 12h16M10.5 4v8M14 12v8" />`,
  layoutFour: svg`<rect x="4" y="4" width="16" height="16" rx="1.5" /><path d="M12 4v16M4 12h16" />`,
  layoutLarge: svg`<rect x="4" y="4" width="16" height="16" rx="1.5" /><path d="M15 4v16M15 9.3h5M15 14.7h5" />`,
  layoutThree: svg`<rect x="4" y="4" width="16" height="16" rx="1.5" /><path d="M9.3 4v16M14.7 4v16" />`,
  layoutOne: svg`<rect x="4" y="4" width="16" height="16" rx="1.5" />`,
  crosshair: svg`<path d="M12 3v6M12 15v6M3 12h6M15 12h6" /><circle cx="12" cy="12" r="1.2" />`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1" /><path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />`,
  linkScroll: svg`<path d="M8 4v16M4.5 7.5L8 4l3.5 3.5M4.5 16.5L8 20l3.5-3.5M16 4v16M12.5 7.5L16 4l3.5 3.5M12.5 16.5L16 20l3.5-3.5" />`,
  referenceLines: svg`<rect x="4" y="4" width="16" height="16" rx="1.5" /><path d="M4 15.5L20 8.5" stroke-dasharray="3 2.2" />`,
  linkWindow: svg`<circle cx="8.5" cy="12" r="5" /><circle cx="15.5" cy="12" r="5" /><path d="M12 8.5v7" />`,
  linkZoom: svg`<circle cx="9" cy="9" r="5" /><path d="M12.8 12.8L17 17M15 4.5h5v5M20 14.5v5h-5" />`,
  angles: svg`<path d="M20 19H4.5L16 5" /><path d="M13.5 19a9 9 0 0 0-3.2-6.9" stroke-width="1.4" />`,
  slab: svg`<path d="M4 8h16M4 16h16" /><path d="M4 12h16" stroke-dasharray="2.5 3" />`,
  length: svg`<path d="M5 19L19 5" /><path d="M3 15l6 6M15 3l6 6" />`,
  bidirectional: svg`<path d="M4 20L20 4" /><path d="M8 8l8 8" />`,
  angle: svg`<path d="M19 5L5 19h15" /><path d="M12.5 19a7.5 7.5 0 0 0-2.2-5.3" stroke-width="1.4" />`,
  cobb: svg`<path d="M4 5l14 3M4 20l14-5" /><path d="M20 9.5v4" stroke-width="1.4" />`,
  rectangle: svg`<rect x="4" y="6" width="16" height="12" />`,
  ellipse: svg`<ellipse cx="12" cy="12" rx="8.5" ry="6" />`,
  polygon: svg`<path d="M5 9l7-5 8 6-3 9H7z" />`,
  probe: svg`<path d="M12 4v5M12 15v5M4 12h5M15 12h5" /><path d="M12 12v.01" stroke-width="3" />`,
  arrow: svg`<path d="M19 5L6 18M6 11v7h7" />`,
  play: svg`<path d="M7 4.5l12 7.5-12 7.5z" fill="currentColor" />`,
  pause: svg`<path d="M8 5v14M16 5v14" stroke-width="3" />`,
  playForward: svg`<path d="M4 12h13M12 7l5 5-5 5M20 6v12" />`,
  playLoop: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1" /><path d="M19.5 3.5V8H15" />`,
  playBounce: svg`<path d="M4 12h16M8 8l-4 4 4 4M16 8l4 4-4 4" />`,
  undo: svg`<path d="M8 5L4 9l4 4" /><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-4" />`,
  redo: svg`<path d="M16 5l4 4-4 4" /><path d="M20 9H10a5.5 5.5 0 0 0 0 11h4" />`,
  bin: svg`<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.3 11v5.5M13.7 11v5.5" />`,
  pencil: svg`<path d="M5 19l1-4L16 5l3 3L9 18z" />`,
  noImage: svg`<rect x="3.5" y="5" width="17" height="14" rx="2" /><path d="M4 4l16 16" />`,
  star: svg`<path d="M12 4l2.4 5.2 5.6.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.8l5.6-.6z" fill="currentColor" />`,
  states: svg`<rect x="3.5" y="6.5" width="12" height="12" rx="1.5" /><path d="M8 6.5V4h12.5v12.5H15.5" /><path d="M6 15.5l3-4 2.2 2.6 1.6-1.8 2 3.2" stroke-width="1.4" />`,
  share: svg`<path d="M12 15V4M8 7.5L12 3.5l4 4" /><path d="M8 10.5H5.5V20h13v-9.5H16" />`,
  save: svg`<rect x="3.5" y="5" width="17" height="14" rx="2" /><path d="M12 8.5v6.5M9 12.2l3 3 3-3" />`,
  ownTab: svg`<path d="M13.5 4.5h6v6M19.5 4.5l-8 8" /><path d="M18 13.5v5.5H5V6h5.5" />`,
  document: svg`<path d="M6 3.5h8l4 4v13H6z" /><path d="M9 11h6M9 14.5h6" />`,
};

export type IconName = keyof typeof paths;

export function icon(name: IconName, size = 20): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    width="${size / 16}em"
    height="${size / 16}em"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    >${paths[name]}</svg
  >`;
}
