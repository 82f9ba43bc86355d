import { css } from "lit";

export const viewerStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: calc(20 * var(--rem));
    background: var(--bg);
    color: var(--text);
    color-scheme: dark;
    font: var(--rem)/1.4 var(--font);
  }
  .frame {
    display: grid;
    grid-template: "header header header header" auto "notices notices notices notices" auto "strip main document list" minmax(0, 1fr) / auto minmax(0, 1fr) auto auto;
    height: 100%;
    overflow: hidden;
  }
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    gap: calc(0.8 * var(--rem));
    min-height: calc(3.1 * var(--rem));
    padding: 4px 10px;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  .back {
    gap: calc(0.3 * var(--rem));
    padding-left: 5px;
  }
  .patient {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .patient span {
    margin-left: calc(0.7 * var(--rem));
    color: var(--muted);
    font-size: calc(0.92 * var(--rem));
  }
  lightbox-notices {
    grid-area: notices;
  }
  lightbox-series-strip {
    grid-area: strip;
    width: clamp(128px, 11vw, calc(13.5 * var(--rem)));
    border-right: 1px solid var(--line);
  }
  main {
    grid-area: main;
    position: relative;
    min-width: 0;
    min-height: 0;
    background: #000;
  }
  lightbox-grid,
  lightbox-mpr {
    position: absolute;
    inset: 0;
  }
  lightbox-measure-list {
    grid-area: list;
    width: clamp(220px, 18vw, calc(20 * var(--rem)));
    border-left: 1px solid var(--line);
  }
  lightbox-documents {
    grid-area: document;
    width: clamp(320px, 34vw, calc(46 * var(--rem)));
    border-left: 1px solid var(--line);
  }
  .banner {
    position: absolute;
    top: 50%;
    left: 50%;
    width: min(calc(26 * var(--rem)), calc(100% - calc(4 * var(--rem))));
    transform: translate(-50%, -50%);
    padding: calc(0.9 * var(--rem)) calc(1.2 * var(--rem));
    border: 1px solid #a4523d;
    border-radius: 8px;
    background: #4a2117;
    color: #ffe6de;
    text-align: center;
  }
  .banner strong,
  .banner span {
    display: block;
  }
  .refusal {
    position: absolute;
    top: 50%;
    left: 50%;
    width: min(calc(32 * var(--rem)), calc(100% - calc(2 * var(--rem))));
    max-height: calc(100% - calc(2 * var(--rem)));
    transform: translate(-50%, -50%);
    padding: calc(1 * var(--rem)) calc(1.3 * var(--rem));
    border: 1px solid var(--line);
    border-radius: 8px;
    background: rgb(20 24 29 / 96%);
    text-align: center;
    overflow: auto;
    overflow-wrap: anywhere;
  }
  .refusal h2 {
    margin: 0;
    color: var(--bad);
    font-size: calc(1.1 * var(--rem));
  }
  .refusal p {
    margin: calc(0.5 * var(--rem)) 0;
  }
  .refusal .detail {
    color: var(--muted);
    font-size: calc(0.9 * var(--rem));
  }
  .opening,
  .no-images {
    position: absolute;
    top: 50%;
    left: 50%;
    width: min(calc(34 * var(--rem)), calc(100% - calc(2 * var(--rem))));
    transform: translate(-50%, -50%);
    text-align: center;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .opening {
    animation: appear 0.1s 0.25s backwards;
  }
  .no-images h2 {
    margin: 0 0 calc(0.4 * var(--rem));
    color: var(--text);
    font-size: calc(1.25 * var(--rem));
  }
  .print-page {
    display: none;
  }
  /* What is printed has been asked for and recorded: never just what stands on the screen. */
  @media print {
    :host {
      height: auto;
      min-height: 0;
      background: #fff;
      color: #000;
    }
    .frame,
    lightbox-help-sheet,
    lightbox-screen-dialog,
    lightbox-link-dialog,
    lightbox-export-dialog {
      display: none;
    }
    .print-page {
      display: block;
      text-align: center;
    }
    .print-page canvas {
      max-width: 100%;
      max-height: 96vh;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (max-width: 760px) {
    .frame {
      grid-template: "header" auto "notices" auto "main" minmax(0, 1fr) "list" auto "strip" auto / minmax(0, 1fr);
    }
    header {
      flex-wrap: wrap;
      gap: 0 calc(0.4 * var(--rem));
      padding: 2px 6px;
    }
    .back span {
      display: none;
    }
    lightbox-toolbar {
      flex: 1 0 100%;
      order: 1;
    }
    lightbox-measure-list {
      width: auto;
      max-height: 34vh;
      border-left: 0;
      border-top: 1px solid var(--line);
    }
    /* In the pictures' place: beside them there is no room. */
    lightbox-documents {
      grid-area: main;
      z-index: 2;
      width: auto;
      border-left: 0;
    }
    lightbox-series-strip {
      width: auto;
      border-right: 0;
      border-top: 1px solid var(--line);
    }
  }
`;
