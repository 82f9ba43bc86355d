import type { Size, WindowLevel } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { arcball } from "./arcball.js";
import { movedTo, shifted, turnedPlanes, type Crosshair } from "./crosshair.js";
import type { Dragged } from "./crosshair-drag.js";
import { FIT_PLANE, lookedAt, overDistance, pictureOf, scaledPlane, toPatient, toScreen, zoomedPlane, type PlanePicture, type PlaneView } from "./picture.js";
import { byPlane, follow, footOn, normalOf, PLANES, rangeAlong, standardFrames, stepAlong, turnedFrame, within, type Axes, type Frame, type PlaneName, type VolumeShape } from "./plane.js";
import { anglesOf, frameAt, type PlaneAngles } from "./plane-angles.js";
import type { Projection, SlabMode } from "./slab.js";
import { dot, plus, type Vector } from "./vector.js";

/** How one of the planes is shown. */
export interface Pane {
  readonly view: PlaneView;
  readonly mode: SlabMode;
  readonly slabMm: number;
  /** The whole volume in place of the plane. */
  readonly projection: Projection | undefined;
  /** Null for the volume's own. */
  readonly window: WindowLevel | null;
  readonly invert: boolean;
}

/** Everything that the user can change about the planes of a volume. Immutable; all functions are pure. */
export interface MprState {
  readonly volume: VolumeShape;
  readonly axes: Axes;
  readonly crosshair: Crosshair;
  /** How the fourth view looks at the whole volume. */
  readonly projectionFrame: Frame;
  readonly panes: Readonly<Record<PlaneName, Pane>>;
  readonly windowLinked: boolean;
  readonly zoomLinked: boolean;
}

/** The views' sizes in CSS pixels; (0, 0) for one that isn't shown. */
export type Sizes = Readonly<Record<PlaneName, Size>>;

/** The standard planes through a place. */
export function initialState(volume: VolumeShape, center: Vector, window: WindowLevel | null, invert: boolean): MprState {
  const frames = standardFrames("patient", volume);
  const pane: Pane = { view: FIT_PLANE, mode: "mean", slabMm: 0, projection: undefined, window, invert };
  return {
    volume,
    axes: "patient",
    crosshair: { center: within(center, volume), frames },
    projectionFrame: frames.coronal,
    panes: byPlane(() => pane),
    windowLinked: true,
    zoomLinked: false,
  };
}

/** The standard planes in these axes, each volume whole in its view; the crosshair stays. */
export function inAxes(state: MprState, axes: Axes): MprState {
  const frames = standardFrames(axes, state.volume);
  const crosshair = { ...state.crosshair, frames };
  return everyPane({ ...state, axes, crosshair, projectionFrame: frames.coronal }, { view: FIT_PLANE });
}

/** Everything as it was at first, through the middle of the volume; only what is linked is the user's way of working, and stays. */
export function reset({ volume, windowLinked, zoomLinked }: MprState): MprState {
  return { ...initialState(volume, volume.center, null, false), windowLinked, zoomLinked };
}

export function everyPane(state: MprState, change: Partial<Pane>): MprState {
  return { ...state, panes: byPlane((plane) => ({ ...state.panes[plane], ...change })) };
}

export function withPane(state: MprState, plane: PlaneName, change: Partial<Pane>): MprState {
  return { ...state, panes: { ...state.panes, [plane]: { ...state.panes[plane], ...change } } };
}

/** Changes the window or the inversion of a plane, and with it of all where they are linked. */
export function windowed(state: MprState, plane: PlaneName, change: Partial<Pick<Pane, "window" | "invert">>): MprState {
  return state.windowLinked ? everyPane(state, change) : withPane(state, plane, change);
}

/** Links the windows; all then take that of one plane. */
export function linkWindows(state: MprState, plane: PlaneName, linked: boolean): MprState {
  const { window, invert } = state.panes[plane];
  return linked ? everyPane({ ...state, windowLinked: true }, { window, invert }) : { ...state, windowLinked: false };
}

/** Shows the whole volume in place of a plane, or the plane again. */
export function projected(state: MprState, plane: PlaneName, projection: Projection | undefined): MprState {
  const kept = (projection === undefined) === (state.panes[plane].projection === undefined);
  return withPane(state, plane, kept ? { projection } : { projection, view: FIT_PLANE });
}

export function frameOf({ panes, crosshair, projectionFrame }: MprState, plane: PlaneName): Frame {
  return panes[plane].projection ? projectionFrame : crosshair.frames[plane];
}

export function pictureIn(state: MprState, plane: PlaneName, size: Size): PlanePicture {
  const { panes, volume, crosshair } = state;
  const through = panes[plane].projection ? volume.center : crosshair.center;
  return pictureOf(frameOf(state, plane), through, panes[plane].view, volume, size);
}

/** Moves a plane by steps of the voxels' size along its normal, as far as the volume reaches. */
export function scrolled(state: MprState, plane: PlaneName, steps: number): MprState {
  const { crosshair, volume, panes } = state;
  if (panes[plane].projection) {
    return state;
  }
  const normal = normalOf(crosshair.frames[plane]);
  const position = dot(crosshair.center, normal);
  const { first, last } = rangeAlong(normal, volume);
  const to = Math.min(last, Math.max(first, position + steps * stepAlong(normal, volume)));
  // Whoever scrolls a plane keeps the others where they are.
  return { ...state, crosshair: shifted(crosshair, plane, to - position) };
}

/** Moves a plane to its first or its last place in the volume. */
export function scrolledToEnd(state: MprState, plane: PlaneName, end: "first" | "last"): MprState {
  return scrolled(state, plane, end === "first" ? -Infinity : Infinity);
}

/** Brings the crosshair to a place; a view in which it would be out of sight moves its picture. */
export function centered(state: MprState, place: Vector, sizes: Sizes): MprState {
  return centeredAt(state, within(place, state.volume), sizes);
}

/** A plane as it was: how it lay, through which place, and how thick it was. */
export interface PlaneBefore extends Frame {
  readonly center: Vector;
  readonly method: SlabMode;
  readonly slab: number;
}

/** Brings a plane back: it lies as it did, and the crosshair comes to the place, but doesn't leave the plane. Standard planes keep their angles to each other. */
export function broughtBack(state: MprState, plane: PlaneName, { right, down, center, method, slab }: PlaneBefore, sizes: Sizes): MprState {
  const { crosshair, volume } = state;
  const frame = { right, down };
  const before = crosshair.frames[plane];
  const frames = byPlane((other) => (other === plane ? frame : (other === "oblique") === (plane === "oblique") ? follow(crosshair.frames[other], before, frame) : crosshair.frames[other]));
  const shown = withPane(projected({ ...state, crosshair: { ...crosshair, frames } }, plane, undefined), plane, { mode: method, slabMm: slab });
  return centeredAt(shown, footOn(within(center, volume), center, normalOf(frame)), sizes);
}

function centeredAt(state: MprState, place: Vector, sizes: Sizes): MprState {
  const moved = { ...state, crosshair: movedTo(state.crosshair, place) };
  return PLANES.reduce((result, plane) => {
    const size = sizes[plane];
    const picture = pictureIn(result, plane, size);
    const { x, y } = toScreen(picture, moved.crosshair.center);
    const visible = x >= 0 && y >= 0 && x <= size.width && y <= size.height;
    return visible || result.panes[plane].view.fit || result.panes[plane].projection
      ? result
      : withPane(result, plane, { view: lookedAt({ ...picture, center: moved.crosshair.center }) });
  }, moved);
}

/** What a drag of the crosshair makes of the state from which it began. */
export function afterDrag(start: MprState, dragged: Dragged, sizes: Sizes): MprState {
  if ("slab" in dragged) {
    return withPane(start, dragged.slab.plane, { slabMm: dragged.slab.mm });
  }
  const { frames } = dragged.crosshair;
  const crosshair = { frames, center: within(dragged.crosshair.center, start.volume) };
  const turned = PLANES.filter((plane) => frames[plane] !== start.crosshair.frames[plane]);
  return turned.reduce((state, plane) => turnedView(start, state, plane, sizes[plane]), { ...start, crosshair });
}

/** The crosshair stays where it is in the picture of a plane that is turned about it. */
function turnedView(start: MprState, state: MprState, plane: PlaneName, size: Size): MprState {
  if (size.width === 0 || start.panes[plane].projection) {
    return state;
  }
  const before = pictureIn(start, plane, size);
  const { x, y } = toScreen(before, start.crosshair.center);
  const { center, frames } = state.crosshair;
  const turned = { ...before, ...frames[plane] };
  const focus = plus(center, overDistance(turned, size.width / 2 - x, size.height / 2 - y));
  return withPane(state, plane, { view: lookedAt({ ...turned, center: focus }) });
}

/** Turns lines in a view: the two other standard planes about this one's normal. */
export function turnedIn(state: MprState, planes: readonly PlaneName[], axisOf: PlaneName, radians: number, sizes: Sizes): MprState {
  const axis = normalOf(state.crosshair.frames[axisOf]);
  return afterDrag(state, { crosshair: turnedPlanes(state.crosshair, planes, axis, radians) }, sizes);
}

/** Turns the fourth view as a ball: its plane about the crosshair, or the whole volume about its middle. */
export function rolled(start: MprState, from: Point, to: Point, sizes: Sizes): MprState {
  const turn = arcball(frameOf(start, "oblique"), sizes.oblique, from, to);
  if (!turn) {
    return start;
  }
  if (start.panes.oblique.projection) {
    return { ...start, projectionFrame: turnedFrame(start.projectionFrame, turn.axis, turn.radians) };
  }
  return afterDrag(start, { crosshair: turnedPlanes(start.crosshair, ["oblique"], turn.axis, turn.radians) }, sizes);
}

/** How the fourth view's plane lies, or along which plane it sees the whole volume. */
export function anglesIn(state: MprState): PlaneAngles {
  return anglesOf(frameOf(state, "oblique"), standardFrames(state.axes, state.volume).coronal);
}

/** Lays the fourth view's plane so through the crosshair, or sees the whole volume along it. */
export function laidAt(state: MprState, angles: PlaneAngles, sizes: Sizes): MprState {
  const frame = frameAt(angles, standardFrames(state.axes, state.volume).coronal);
  if (state.panes.oblique.projection) {
    return { ...state, projectionFrame: frame };
  }
  const { crosshair } = state;
  return afterDrag(state, { crosshair: { ...crosshair, frames: { ...crosshair.frames, oblique: frame } } }, sizes);
}

/** Zooms a plane about a place on the screen, and the others about the crosshair where they are linked. */
export function zoomed(state: MprState, plane: PlaneName, about: Point, factor: number, sizes: Sizes): MprState {
  const planes: readonly PlaneName[] = state.zoomLinked ? PLANES : [plane];
  return planes.reduce<MprState>((result, other) => {
    if (sizes[other].width === 0) {
      return result;
    }
    const picture = pictureIn(state, other, sizes[other]);
    const place = other === plane ? about : toScreen(picture, state.crosshair.center);
    return withPane(result, other, { view: zoomedPlane(picture, place, factor) });
  }, state);
}

/** Shows a voxel's size on a device pixel. */
export function oneToOne(state: MprState, plane: PlaneName, size: Size, density: number): MprState {
  const picture = pictureIn(state, plane, size);
  const mm = stepAlong(picture.right, state.volume) * density;
  return withPane(state, plane, { view: scaledPlane(picture, { x: size.width / 2, y: size.height / 2 }, mm) });
}

/** What lies at a place of a plane's view; undefined where the whole volume is seen and there is no one place. */
export function placeAt(state: MprState, plane: PlaneName, at: Point, size: Size): Vector | undefined {
  return state.panes[plane].projection ? undefined : toPatient(pictureIn(state, plane, size), at);
}

export function slabsOf({ panes }: MprState): Readonly<Record<PlaneName, number>> {
  return byPlane((plane) => panes[plane].slabMm);
}
