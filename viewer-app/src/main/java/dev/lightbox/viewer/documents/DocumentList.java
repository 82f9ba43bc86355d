package dev.lightbox.viewer.documents;

import java.util.List;

/**
 * Documents in the order of their series, and by Instance Number within one.
 *
 * @param notes what isn't listed, and why: one sentence each
 */
record DocumentList(List<ListedDocument> documents, List<String> notes) {}
