package dev.lightbox.engine.render;

/**
 * One of the windows and VOI LUTs that an image offers. Immutable.
 *
 * @param number from 1, for {@link VoiSelection.Numbered}
 * @param explanation Window Center &amp; Width Explanation or LUT Explanation; empty where there is none
 * @param window the window; for a VOI LUT the range of its inputs
 * @param lut whether it is a VOI LUT
 */
public record VoiChoice(int number, String explanation, VoiWindow window, boolean lut) {}
