/**
 * What a study holds beside pictures, as documents for the viewer: {@code docs/documents.md} specifies the endpoints. Every answer goes through the same gate as
 * the pictures, and nothing of a document is logged but its UIDs.
 */
@NullMarked
package dev.lightbox.viewer.documents;

import org.jspecify.annotations.NullMarked;
