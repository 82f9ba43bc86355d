import { StreamConnection, browserEnvironment } from "../connection/stream-connection.js";
import { serverDocuments } from "../documents/document-source.js";
import { useLanguage } from "../i18n/text.js";
import { decodePictureImage, joinPictures } from "../viewport/picture-image.js";
import { decodeView } from "./linked-view.js";
import { Workspace } from "./workspace.js";

/** On narrower screens there is room for one viewport only. */
const COMPACT = "(max-width: 760px)";
/** Whoever begins a study has its page by then, or won't have it. */
const MOST_MS = 10_000;

/** What is opened: a study of the application at `base`, a URL that ends in a slash. */
export interface Opening {
  readonly base: URL;
  readonly studyInstanceUID: string;
  /** Which pictures are shown at first, as a link has it; empty for the usual ones. */
  readonly view?: string;
  /** The server keeps from this page who the patient is. */
  readonly nameHidden?: boolean;
}

interface Begun {
  readonly address: string;
  readonly workspace: Workspace;
  /** Told of every change, as soon as somebody shows the workspace. */
  readonly listener: { changed: () => void };
  /** It isn't waited for any more. */
  readonly release: () => void;
}

let begun: Begun | undefined;

/**
 * Begins to open a study before the page that shows it is there, as the worklist does when a study is clicked: the handshake, the study and the slices of its first series are under way meanwhile. Who opens the same study
 * ({@link openWorkspace}) takes it over; otherwise it ends after {@link MOST_MS}, with the next one begun, or when the page is left.
 */
export function beginStudy(opening: Opening): void {
  const address = addressOf(opening);
  if (begun?.address === address) {
    return;
  }
  end();
  useLanguage(document.documentElement.lang);
  const listener = { changed: () => {} };
  const timer = setTimeout(end, MOST_MS);
  window.addEventListener("pagehide", end);
  const release = (): void => {
    clearTimeout(timer);
    window.removeEventListener("pagehide", end);
    begun = undefined;
  };
  // Nobody has asked the archive for this opening yet: the stream itself does.
  const workspace = newWorkspace(opening, true, () => listener.changed());
  begun = { address, workspace, listener, release };
  workspace.open();
}

/** The workspace of a study that is being opened: the one that was begun, or a new one. `changed` is told of every change from now on. */
export function openWorkspace(opening: Opening, changed: () => void): Workspace {
  const usual = !opening.view && !opening.nameHidden;
  if (usual && begun?.address === addressOf(opening) && begun.workspace.state.kind !== "ended") {
    const { workspace, listener, release } = begun;
    release();
    listener.changed = changed;
    changed();
    return workspace;
  }
  end();
  const workspace = newWorkspace(opening, false, changed);
  workspace.nameHidden = opening.nameHidden ?? false;
  workspace.open();
  return workspace;
}

function end(): void {
  const former = begun;
  former?.release();
  former?.workspace.close();
}

function addressOf({ base, studyInstanceUID }: Opening): string {
  return new URL(encodeURIComponent(studyInstanceUID), base).href;
}

function newWorkspace({ base, studyInstanceUID, view }: Opening, anew: boolean, changed: () => void): Workspace {
  const environment = browserEnvironment(base, studyInstanceUID, anew);
  return new Workspace(
    changed,
    (listener) => new StreamConnection(listener, environment),
    decodePictureImage,
    () => matchMedia(COMPACT).matches,
    serverDocuments(base, studyInstanceUID),
    decodeView(view ?? ""),
    joinPictures,
  );
}
