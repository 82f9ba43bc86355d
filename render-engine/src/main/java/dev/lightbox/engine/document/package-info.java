/**
 * What an archive holds beside pictures, as something to read: structured reports, key object selections, encapsulated PDF and CDA.
 *
 * <p>Contents come from anywhere. How deep, how long and how much is bounded by {@link dev.lightbox.engine.document.DocumentLimits}; what is beyond is left
 * out with a warning. References from one content item to another are told, never followed, so that no content tree has a cycle. Text is plain text: characters
 * that would steer a screen are replaced (see {@code PlainText}), markup stays what it is, and whoever shows it must escape it.
 */
@NullMarked
package dev.lightbox.engine.document;

import org.jspecify.annotations.NullMarked;
