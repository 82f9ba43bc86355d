package dev.lightbox.engine.dicom;

import java.io.InputStream;
import java.util.List;

/** The DICOM JSON model (PS3.18 annex F). Stateless and thread-safe. */
public final class DicomJson {
    private DicomJson() {}

    /** Reads an array of data sets, or one data set alone. */
    public static List<DataSet> parse(byte[] json) throws DicomException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** Reads an array of data sets, or one data set alone; the stream isn't closed. */
    public static List<DataSet> parse(InputStream json) throws DicomException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** @return the data set as a JSON object, UTF-8 */
    public static byte[] write(DataSet dataSet) {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** @return an array of JSON objects, UTF-8 */
    public static byte[] write(List<DataSet> dataSets) {
        throw new UnsupportedOperationException("landing in the next minutes");
    }
}
