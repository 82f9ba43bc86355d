package dev.lightbox.viewer.pacs;

/** placeholder until dicom.DataSet stands */
public record InstanceHeader(InstanceReference reference) {}
