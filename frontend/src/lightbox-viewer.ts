import { LitElement, html } from "lit";

/** The viewer's root element. */
export class LightboxViewer extends LitElement {
  protected override render() {
    return html``;
  }
}

customElements.define("lightbox-viewer", LightboxViewer);
