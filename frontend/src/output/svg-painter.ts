/**
 * Draws the vectors that lie over a picture onto a canvas: what is exported is what is on the screen, by the same geometry, at the canvas's resolution. Knows the
 * elements that our layers are made of.
 *
 * @param scale device pixels a CSS pixel
 * @param leaveOut a selector of what only serves to take hold of things
 */
export function paintSvg(context: CanvasRenderingContext2D, svg: SVGElement, scale: number, leaveOut = ".handle"): void {
  context.save();
  context.scale(scale, scale);
  for (const element of svg.querySelectorAll<SVGElement>("path, ellipse, circle, text")) {
    if (!element.closest(leaveOut)) {
      const style = getComputedStyle(element);
      context.globalAlpha = Number(style.opacity) || 1;
      context.lineWidth = parseFloat(style.strokeWidth) || 1;
      context.lineCap = style.strokeLinecap === "round" ? "round" : "butt";
      context.lineJoin = style.strokeLinejoin === "round" ? "round" : "miter";
      context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat).filter(Number.isFinite));
      if (element instanceof SVGTextElement) {
        paintText(context, element, style);
      } else {
        paintShape(context, pathOf(element), style);
      }
    }
  }
  context.restore();
}

function paintShape(context: CanvasRenderingContext2D, path: Path2D, { fill, stroke }: CSSStyleDeclaration): void {
  if (fill !== "none") {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke !== "none") {
    context.strokeStyle = stroke;
    context.stroke(path);
  }
}

function pathOf(element: SVGElement): Path2D {
  if (element instanceof SVGPathElement) {
    return new Path2D(element.getAttribute("d") ?? "");
  }
  const number = (name: string): number => Number(element.getAttribute(name) ?? 0);
  const path = new Path2D();
  const [rx, ry] = element instanceof SVGCircleElement ? [number("r"), number("r")] : [number("rx"), number("ry")];
  path.ellipse(number("cx"), number("cy"), Math.max(0, rx), Math.max(0, ry), 0, 0, 2 * Math.PI);
  return path;
}

/** Its lines, each with its own style. */
function paintText(context: CanvasRenderingContext2D, element: SVGTextElement, own: CSSStyleDeclaration): void {
  const lines = element.children.length > 0 ? [...element.children] : [element];
  let y = Number(element.getAttribute("y") ?? 0);
  for (const line of lines) {
    const style = line === element ? own : getComputedStyle(line);
    const x = Number(line.getAttribute("x") ?? element.getAttribute("x") ?? 0);
    y += line === element ? 0 : Number(line.getAttribute("dy") ?? 0);
    const words = line.textContent?.trim() ?? "";
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign = style.textAnchor === "middle" ? "center" : style.textAnchor === "end" ? "right" : "left";
    if (style.stroke !== "none") {
      context.strokeStyle = style.stroke;
      context.strokeText(words, x, y);
    }
    context.fillStyle = style.fill;
    context.fillText(words, x, y);
  }
}
