import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { EndReason } from "./connection/close-policy.js";
import "./documents/lightbox-documents.js";
import type { ReferenceChosenEvent } from "./documents/lightbox-documents.js";
import { dateText, plural, text, useLanguage } from "./i18n/text.js";
import { actionFor, planeActionFor, type PlaneKeyAction } from "./keys/key-map.js";
import { executeMeasure, isMeasureCommand, type MeasureCommand } from "./measure/measure-commands.js";
import "./measure/measure-list.js";
import type { MeasurementChosenEvent } from "./measure/measure-list.js";
import type { PictureReference } from "./measure/measurement.js";
import "./mpr/lightbox-mpr.js";
import type { LightboxMpr } from "./mpr/lightbox-mpr.js";
import { executeMpr } from "./mpr/mpr-commands.js";
import type { StudyEvent } from "./protocol/messages.js";
import "./output/export-dialog.js";
import type { ExportWish, ExportWishedEvent } from "./output/export-dialog.js";
import { exportView } from "./output/exporter.js";
import "./output/link-dialog.js";
import "./screen/screen-dialog.js";
import type { ScreenSizedEvent } from "./screen/screen-dialog.js";
import { ScreenSize, screenNow } from "./screen/screen-size.js";
import "./ui/help-sheet.js";
import { icon } from "./ui/icons.js";
import "./ui/message-dialog.js";
import type { DialogAction } from "./ui/message-dialog.js";
import { oncePerFrame } from "./ui/once-per-frame.js";
import "./ui/notices.js";
import "./ui/series-strip.js";
import type { BesideAskedEvent, KeyImageAskedEvent, SeriesChosenEvent, SeriesDraggedEvent } from "./ui/series-strip.js";
import { base, theme } from "./ui/theme.js";
import { toolButton } from "./ui/tool-button.js";
import "./ui/toolbar.js";
import type { Toolbar, ToolEvent } from "./ui/toolbar.js";
import { viewerStyles } from "./viewer-styles.js";
import { execute, isSliceCommand } from "./viewport/commands.js";
import { openWorkspace } from "./workspace/begun.js";
import { executeGrid, isGridCommand, type GridCommand } from "./workspace/grid-commands.js";
import { holds, type LightboxGrid } from "./workspace/lightbox-grid.js";
import { encodeView } from "./workspace/linked-view.js";
import type { Workspace } from "./workspace/workspace.js";

export { beginStudy } from "./workspace/begun.js";

/**
 * The viewer of one study. Give it the study and the application's context URL; it opens the stream itself and shows what comes:
 *
 *     <lightbox-viewer study-instance-uid="1.2.3" base="/" worklist-url="/" sign-in-url="/viewer?StudyInstanceUIDs=1.2.3"></lightbox-viewer>
 *
 * It speaks the page's language: that of the nearest `lang` around it. What has `slot="account"` (signing out, say) stands at the end of the header.
 */
@customElement("lightbox-viewer")
export class LightboxViewer extends LitElement {
  static override styles = [theme, base, toolButton, viewerStyles];

  @property({ attribute: "study-instance-uid" }) studyInstanceUID = "";
  /** The application's context URL, ending in a slash. */
  @property() base = "/";
  @property({ attribute: "worklist-url" }) worklistUrl = "";
  /** Which pictures are shown at first, as a link has it. */
  @property() view = "";
  /** Where signing in leads back to this study; without it, this page's own address. */
  @property({ attribute: "sign-in-url" }) signInUrl = "";

  /** Somebody who came by a link: nothing to sign in to. */
  @property({ type: Boolean }) guest = false;
  /** The server keeps from this page who the patient is. */
  @property({ type: Boolean, attribute: "name-hidden" }) nameHidden = false;

  @state() private revision = 0;
  @state() private helpOpen = false;
  /** The screen's size is asked for, and then what it is asked for. */
  @state() private screenAsked: "size" | "trueSize" | undefined;
  @state() private dismissed: ReadonlySet<string> = new Set();
  /** The link that is shown. */
  @state() private viewLink: string | undefined;
  /** Asked what is saved or printed; `busy` while it is under way. */
  @state() private exporting: { readonly busy: boolean; readonly failure: string } | undefined;
  /** What is on the printer's page. */
  @state() private page: HTMLCanvasElement | undefined;
  @query("main > lightbox-grid") private grid!: LightboxGrid | null;
  @query("main > lightbox-grid, main > lightbox-mpr") private pictures!: LightboxGrid | LightboxMpr | null;
  @query("lightbox-toolbar") private toolbar!: Toolbar | null;

  private readonly screenSize = new ScreenSize(() => localStorage);
  private workspace: Workspace | undefined;
  private listeners: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    useLanguage(this.closest<HTMLElement>("[lang]")?.lang ?? "");
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    window.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.workspace?.grid.cine.pause(), { signal });
    window.addEventListener("offline", () => this.workspace?.networkLost(), { signal });
    window.addEventListener("online", () => this.workspace?.networkBack(), { signal });
    // A page that the browser keeps for its back button must not keep the patient, nor come back to life without asking the server.
    window.addEventListener("pagehide", () => this.stop(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && location.reload(), { signal });
    if (this.hasUpdated) {
      this.start();
      this.requestUpdate();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listeners?.abort();
    this.stop();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("studyInstanceUID") || changes.has("base")) {
      this.start();
    }
  }

  protected override firstUpdated(): void {
    void this.pictures?.updateComplete.then(() => this.pictures?.focusStage());
  }

  protected override render(): TemplateResult {
    const { workspace } = this;
    if (!workspace) {
      return html``;
    }
    const { study, active, grid, mpr, measuring, documents, keyImages, state: connection, warnings } = workspace;
    const tools = workspace.tools;
    const undismissed = warnings.filter((warning) => !this.dismissed.has(warning));
    const noImages = study && !study.series.some(({ images }) => images);
    return html`<div class="frame">
        <header>
          ${this.worklistUrl
            ? html`<a
                class="tool back"
                data-testid="back"
                href=${this.link(this.worklistUrl)}
                title=${text("viewer.worklist.back")}
                aria-label=${text("viewer.worklist.back")}
                >${icon("back")}<span>${text("viewer.worklist")}</span></a
              >`
            : nothing}
          <div class="patient" data-testid="patient">${study ? this.patient(study) : nothing}</div>
          <lightbox-toolbar
            .presets=${tools.presets}
            .window=${tools.window}
            .windowed=${tools.windowed}
            .inverted=${tools.invert}
            .states=${workspace.states}
            .state=${active.state}
            .ready=${active.slices > 0}
            .layout=${grid.layout}
            .arrangeable=${study !== undefined && !noImages && !mpr.open}
            .planes=${mpr.open}
            .linked=${{
              scroll: grid.links.isOn("scroll"),
              zoom: grid.links.isOn("zoom"),
              window: grid.links.isOn("window"),
              lines: grid.linesShown,
              point: grid.finder.tool,
            }}
            .playing=${grid.cine.playing && grid.cine.over === active}
            .playable=${active.slices > 1}
            .magnifying=${grid.lens.on}
            .measuring=${measuring.tool}
            .listing=${measuring.listOpen}
            .exportable=${this.mayExport}
            .linkable=${!this.guest}
            .warnings=${warnings.length}
            @tool=${(event: ToolEvent) => this.act(event.detail)}
            @warnings-asked=${() => (this.dismissed = new Set())}
          ></lightbox-toolbar>
          <slot name="account"></slot>
        </header>
        <lightbox-notices
          .messages=${undismissed}
          @notices-dismissed=${() => (this.dismissed = new Set(warnings))}
        ></lightbox-notices>
        <lightbox-series-strip
          ?hidden=${!study?.series.length}
          .series=${study?.series ?? []}
          .study=${study}
          .priors=${workspace.priors}
          .besides=${workspace.besides.all}
          .refused=${workspace.besides.refused}
          .awaited=${(uid: string) => workspace.besides.awaits(uid)}
          .revision=${this.revision}
          @beside-asked=${(event: BesideAskedEvent) => this.askBeside(event.detail)}
          @beside-closed=${(event: BesideAskedEvent) => workspace.closeBeside(event.detail)}
          .current=${active.summary?.seriesInstanceUID ?? ""}
          .shown=${new Set(grid.visible.map(({ summary }) => summary?.seriesInstanceUID ?? ""))}
          .base=${this.baseUrl}
          .keyImages=${keyImages}
          .keyImage=${workspace.keyImage}
          .document=${documents.current?.seriesInstanceUID ?? ""}
          @key-image-asked=${(event: KeyImageAskedEvent) => workspace.stepKeyImage(event.detail)}
          @series-chosen=${(event: SeriesChosenEvent) => this.chosen(event.detail)}
          @series-dragged=${(event: SeriesDraggedEvent) => this.dragged(event.detail)}
        ></lightbox-series-strip>
        <main aria-label=${text("viewer.name")}>
          ${mpr.open
            ? html`<lightbox-mpr
                data-testid="mpr"
                .model=${mpr}
                .measuring=${measuring}
                .study=${mpr.origin && workspace.studyOf(mpr.origin)}
                .revision=${this.revision}
                ?stale=${!workspace.live}
              ></lightbox-mpr>`
            : html`<lightbox-grid
                .grid=${grid}
                .measuring=${measuring}
                .study=${study}
                .keyImages=${keyImages}
                .besides=${workspace.besides.all}
                .studyOf=${workspace.studyOf}
                .revision=${this.revision}
                .stale=${!workspace.live}
              ></lightbox-grid>`}
          ${mpr.refusal ? this.refusal(mpr) : nothing}
          ${noImages ? this.noImages(study) : nothing}
          ${connection.kind === "connecting" || (connection.kind === "open" && !study)
            ? html`<div class="opening" role="status" data-testid="connecting">${text("state.connecting")}</div>`
            : nothing}
          ${connection.kind === "reconnecting"
            ? html`<div class="banner" role="alert" data-testid="reconnecting">
                <strong>${text("state.reconnecting")}</strong>
                ${study ? html`<span>${text("state.reconnecting.detail")}</span>` : nothing}
              </div>`
            : nothing}
        </main>
        ${documents.current
          ? html`<lightbox-documents
              data-testid="documents"
              .model=${documents}
              .study=${study}
              .base=${this.baseUrl}
              .sliceOf=${(reference: ReferenceChosenEvent["detail"]) => workspace.sliceReferred(reference)}
              .revision=${this.revision}
              @reference-chosen=${(event: ReferenceChosenEvent) => {
                workspace.showReference(event.detail);
                this.pictures?.focusStage();
              }}
            ></lightbox-documents>`
          : nothing}
        ${measuring.listOpen
          ? html`<lightbox-measure-list
              data-testid="measure-list"
              .model=${measuring}
              .series=${workspace.allSeries}
              .besides=${workspace.besides.all}
              .sliceOf=${(picture: PictureReference) => workspace.sliceOf(picture)}
              .revision=${this.revision}
              @measurement-chosen=${(event: MeasurementChosenEvent) => {
                workspace.showMeasurement(event.detail);
                this.pictures?.focusStage();
              }}
            ></lightbox-measure-list>`
          : nothing}
      </div>
      ${this.helpOpen
        ? html`<lightbox-help-sheet @sheet-closed=${() => (this.helpOpen = false)}></lightbox-help-sheet>`
        : nothing}
      ${this.screenAsked
        ? html`<lightbox-screen-dialog .known=${this.cssPixelsPerMm} @screen-sized=${this.screenSized}></lightbox-screen-dialog>`
        : nothing}
      ${this.viewLink === undefined
        ? nothing
        : html`<lightbox-link-dialog .href=${this.viewLink} @dialog-closed=${() => this.closed(() => (this.viewLink = undefined))}></lightbox-link-dialog>`}
      ${this.exporting
        ? html`<lightbox-export-dialog
            ?several=${(mpr.open ? mpr.planes : grid.visible).length > 1}
            ?allowed=${this.mayExport}
            ?busy=${this.exporting.busy}
            .failure=${this.exporting.failure}
            @export-wished=${(event: ExportWishedEvent) => void this.export(event.detail)}
            @dialog-closed=${() => this.closed(() => (this.exporting = undefined))}
          ></lightbox-export-dialog>`
        : nothing}
      <div class="print-page" data-testid="print-page">${this.page ?? text("export.printed")}</div>
      ${connection.kind === "ended" ? this.ended(connection.reason) : nothing}`;
  }

  private patient({ patient, description, date }: StudyEvent): TemplateResult {
    return html`<strong>${patient.name || text("viewer.patient.unnamed")}</strong>
      <span>${[patient.id, description || text("viewer.study.undescribed"), dateText(date)].filter(Boolean).join(" · ")}</span>`;
  }

  /** Why the series has no planes. */
  private refusal({ refusal }: Workspace["mpr"]): TemplateResult {
    return html`<div class="refusal" role="alert" data-testid="mpr-refused">
      <h2>${text("mpr.refused")}</h2>
      <p>${refusal?.message}</p>
      ${refusal?.detail ? html`<p class="detail">${refusal.detail}</p>` : nothing}
      <p class="detail">${text("mpr.refused.slices")}</p>
      <button class="button" data-testid="mpr-dismiss" @click=${() => this.workspace?.mpr.dismissRefusal()}>
        ${text("mpr.dismiss")}
      </button>
    </div>`;
  }

  private noImages(study: StudyEvent): TemplateResult {
    const contents = study.series.map(
      ({ modality, description, instances }) =>
        `${[modality, description].filter(Boolean).join(" ")} (${plural("objects", instances)})`,
    );
    return html`<div class="no-images" role="status" data-testid="no-images">
      <h2>${text(study.series.length > 0 ? "state.noImages" : "state.noSeries")}</h2>
      ${contents.length > 0 ? html`<p>${text("state.noImages.contents", { contents: contents.join(", ") })}</p>` : nothing}
    </div>`;
  }

  private ended(reason: EndReason): TemplateResult {
    const worklist: DialogAction[] = this.worklistUrl
      ? [{ label: text("viewer.worklist.back"), href: this.link(this.worklistUrl), testId: "to-worklist" }]
      : [];
    const reload = (label: string): DialogAction => ({
      label,
      run: () => location.reload(),
      primary: true,
      testId: "reload",
    });
    const dialog = (heading: string, body: string, actions: readonly DialogAction[]) =>
      html`<lightbox-message-dialog
        data-testid="ended"
        data-reason=${reason}
        .heading=${heading}
        .text=${body}
        .actions=${actions}
      ></lightbox-message-dialog>`;
    if (this.guest && (reason === "signed-out" || reason === "not-available")) {
      return dialog(text("end.guest"), text("end.guest.text"), []);
    }
    switch (reason) {
      case "signed-out":
        return dialog(text("end.signedOut"), text("end.signedOut.text"), [
          { label: text("end.signedOut.action"), run: () => this.signIn(), primary: true, testId: "sign-in" },
        ]);
      case "not-available":
        return dialog(text("end.notAvailable"), text("end.notAvailable.text"), worklist);
      case "not-understood":
        return dialog(text("end.notUnderstood"), text("end.notUnderstood.text"), [
          reload(text("end.notUnderstood.action")),
          ...worklist,
        ]);
      case "done":
        return dialog(text("end.done"), text("end.done.text"), [reload(text("end.notUnderstood.action")), ...worklist]);
    }
  }

  private act(action: PlaneKeyAction): void {
    const { workspace } = this;
    if (action.type === "help") {
      this.helpOpen = true;
    } else if (action.type === "keyImage") {
      workspace?.stepKeyImage(action.by);
    } else if (action.type === "planes") {
      workspace?.togglePlanes();
    } else if (action.type === "screenAsked") {
      this.screenAsked = "size";
    } else if (action.type === "trueSizeAsked") {
      this.showTrueSize();
    } else if (action.type === "present") {
      workspace?.active.present(action.state);
      this.pictures?.focusStage();
    } else if (action.type === "linkAsked") {
      // To a guest their own is the only link that opens anything.
      this.viewLink = this.guest ? undefined : this.linkToView();
    } else if (action.type === "exportAsked") {
      this.exporting = workspace?.active.summary ? { busy: false, failure: "" } : undefined;
    } else if (action.type === "layouts") {
      this.toolbar?.chooseLayout();
    } else if (isGridCommand(action)) {
      this.inGrid(action);
    } else if (isMeasureCommand(action)) {
      this.measure(action);
    } else if (workspace?.mpr.open) {
      executeMpr(workspace.mpr, action);
    } else if (workspace && isSliceCommand(action)) {
      execute(workspace.active, action);
    }
  }

  private get mayExport(): boolean {
    const shown = this.workspace?.mpr.origin ?? this.workspace?.active.summary;
    return (shown && this.workspace?.studyOf(shown)?.mayExport) ?? false;
  }

  /** The address of what is on the screen; undefined while nothing is. */
  private linkToView(): string | undefined {
    const view = this.workspace?.currentView;
    if (!view) {
      return undefined;
    }
    const url = new URL("viewer", this.baseUrl);
    url.search = new URLSearchParams({ StudyInstanceUIDs: this.studyInstanceUID, view: encodeView(view) }).toString();
    return url.href;
  }

  private closed(close: () => void): void {
    close();
    this.pictures?.focusStage();
  }

  /** Saves or prints what is on the screen: nothing but exact pictures, and none before the server has recorded it. */
  private async export(wish: ExportWish): Promise<void> {
    const { workspace, pictures } = this;
    if (!workspace || !pictures || this.exporting?.busy) {
      return;
    }
    this.exporting = { busy: true, failure: "" };
    const failure = await exportView({ workspace, source: pictures, wish, print: (canvas) => this.print(canvas) }).catch((error: unknown) => {
      console.error("Lightbox: a picture can't be made", error);
      return text("export.failed");
    });
    if (this.exporting) {
      this.exporting = failure ? { busy: false, failure } : undefined;
      if (!failure) {
        this.pictures?.focusStage();
      }
    }
  }

  private async print(canvas: HTMLCanvasElement): Promise<void> {
    this.page = canvas;
    // Over the page there would be the dialog.
    this.exporting = undefined;
    await this.updateComplete;
    window.addEventListener("afterprint", () => (this.page = undefined), { once: true });
    window.print();
  }

  /** As soon as the size of the screen's pixels is known. */
  private showTrueSize(): void {
    const known = this.screenSize.pixelsPerMm(screenNow());
    const active = this.workspace?.active;
    if (known === undefined) {
      this.screenAsked = "trueSize";
    } else if (active && !this.workspace?.mpr.open) {
      // Of the canvas, which on huge screens has fewer pixels than the screen.
      execute(active, { type: "trueSize", pixelsPerMm: (known / devicePixelRatio) * active.density });
    }
  }

  private get cssPixelsPerMm(): number | undefined {
    const known = this.screenSize.pixelsPerMm(screenNow());
    return known === undefined ? undefined : known / devicePixelRatio;
  }

  private screenSized({ detail }: ScreenSizedEvent): void {
    const wanted = this.screenAsked;
    this.screenAsked = undefined;
    if (detail !== undefined) {
      this.screenSize.keep(screenNow(), detail * devicePixelRatio);
      if (wanted === "trueSize") {
        this.showTrueSize();
      }
    }
    this.pictures?.focusStage();
  }

  /** Pictures open in a viewport, everything else beside them. */
  private chosen(series: SeriesChosenEvent["detail"]): void {
    if (series.images) {
      this.workspace?.openSeries(series);
      this.pictures?.focusStage();
    } else {
      this.workspace?.documents.openSeries(series);
    }
  }

  /** A series is dragged over the pictures: let go, it is shown where it is. */
  private dragged({ series, at, dropped }: SeriesDraggedEvent["detail"]): void {
    const grid = this.grid;
    grid?.aimAt(dropped ? undefined : at);
    if (!at || !dropped || !this.pictures || !holds(this.pictures, at)) {
      return;
    }
    this.workspace?.openSeries(series, grid?.viewportAt(at));
    grid?.focusStage();
  }

  private askBeside(studyInstanceUID: string): void {
    this.workspace?.openBeside(studyInstanceUID);
    this.pictures?.focusStage();
  }

  private measure(command: MeasureCommand): void {
    const { workspace } = this;
    if (workspace) {
      executeMeasure(workspace.measuring, command);
      if (command.type === "measure") {
        // One tool at a time.
        workspace.grid.finder.end();
        this.pictures?.focusStage();
      }
    }
  }

  private inGrid(command: GridCommand): void {
    const { workspace } = this;
    if (!workspace) {
      return;
    }
    executeGrid(workspace.grid, command);
    if (command.type === "lens" && workspace.grid.lens.on) {
      this.grid?.focusLens();
    } else if (command.type === "findPoint" && workspace.grid.finder.tool) {
      workspace.measuring.useTool(undefined);
      this.grid?.focusPoint();
    } else {
      this.grid?.focusStage();
    }
  }

  /** Keys work wherever the focus is, except where it stands in something that has its own use for them. */
  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    const typing =
      target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    if (event.defaultPrevented || typing || this.helpOpen || this.screenAsked || this.viewLink !== undefined || this.exporting || this.workspace?.state.kind === "ended") {
      return;
    }
    if (event.key === "Escape" && this.workspace && this.cancel(this.workspace)) {
      event.preventDefault();
      return;
    }
    const action = this.workspace?.mpr.open ? planeActionFor(event) : actionFor(event);
    if (action) {
      event.preventDefault();
      this.act(action);
    }
  }

  /** Gives up what is being drawn, puts the tool away. @returns whether there was anything */
  private cancel({ measuring, grid, mpr }: Workspace): boolean {
    if (measuring.cancel()) {
      return true;
    }
    if (mpr.open) {
      return false;
    }
    const ended = grid.lens.end() || grid.finder.end() || grid.cine.end();
    if (ended) {
      this.grid?.focusStage();
    }
    return ended;
  }

  private signIn(): void {
    if (this.signInUrl) {
      location.assign(this.link(this.signInUrl));
    } else {
      location.reload();
    }
  }

  private get baseUrl(): URL {
    return new URL(this.base, document.baseURI);
  }

  /** An address of the page's own making, as a link; nothing but HTTP is followed. */
  private link(url: string): string {
    const { protocol, href } = new URL(url, document.baseURI);
    return protocol === "http:" || protocol === "https:" ? href : "#";
  }

  private start(): void {
    this.stop();
    if (this.studyInstanceUID) {
      this.dismissed = new Set();
      const { baseUrl: base, studyInstanceUID, view, nameHidden } = this;
      this.workspace = openWorkspace({ base, studyInstanceUID, view, nameHidden }, this.changed);
    }
  }

  private stop(): void {
    this.workspace?.close();
    this.workspace = undefined;
    this.viewLink = this.exporting = this.page = undefined;
    this.requestUpdate();
  }

  private readonly changed = oncePerFrame(() => (this.revision += 1));
}
