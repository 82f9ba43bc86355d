import { css } from "lit";

export const viewerStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 20rem;
    background: var(--bg);
    color: var(--text);
    color-scheme: dark;
    font: 1rem/1.4 var(--font);
  }
  .frame {
    display: grid;
    grid-template: "header header" auto "notices notices" auto "strip main" minmax(0, 1fr) / auto minmax(0, 1fr);
    height: 100%;
    overflow: hidden;
  }
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    gap: 0.8rem;
    min-height: 50px;
    padding: 4px 10px;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  .back {
    gap: 0.3rem;
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
    margin-left: 0.7rem;
    color: var(--muted);
    font-size: 0.92rem;
  }
  lightbox-notices {
    grid-area: notices;
  }
  lightbox-series-strip {
    grid-area: strip;
    width: clamp(128px, 11vw, 220px);
    border-right: 1px solid var(--line);
  }
  main {
    grid-area: main;
    position: relative;
    min-width: 0;
    min-height: 0;
    background: #000;
  }
  lightbox-viewport {
    position: absolute;
    inset: 0;
  }
  .banner {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    padding: 0.6rem 1rem;
    background: #5c2a1d;
    color: #ffe6de;
    text-align: center;
  }
  .banner span {
    margin-left: 0.6rem;
  }
  .opening,
  .no-images {
    position: absolute;
    top: 50%;
    left: 50%;
    width: min(34rem, calc(100% - 2rem));
    transform: translate(-50%, -50%);
    text-align: center;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .opening {
    animation: appear 0.1s 0.25s backwards;
  }
  .no-images h2 {
    margin: 0 0 0.4rem;
    color: var(--text);
    font-size: 1.25rem;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (max-width: 760px) {
    .frame {
      grid-template: "header" auto "notices" auto "main" minmax(0, 1fr) "strip" auto / minmax(0, 1fr);
    }
    header {
      flex-wrap: wrap;
      gap: 0 0.4rem;
      padding: 2px 6px;
    }
    .back span {
      display: none;
    }
    lightbox-toolbar {
      flex: 1 0 100%;
    }
    lightbox-series-strip {
      width: auto;
      border-right: 0;
      border-top: 1px solid var(--line);
    }
  }
`;
