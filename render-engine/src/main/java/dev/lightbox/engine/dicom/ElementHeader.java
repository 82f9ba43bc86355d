package dev.lightbox.engine.dicom;

/**
 * What stands before a value.
 *
 * @param offset of the element in the file
 * @param vr as it is to be read: UN of a known tag has become the dictionary's
 * @param length of the value in bytes, or {@link ElementReader#UNDEFINED}
 */
record ElementHeader(int tag, Vr vr, long length, long offset) {}
