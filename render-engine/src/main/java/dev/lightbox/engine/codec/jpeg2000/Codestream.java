package dev.lightbox.engine.codec.jpeg2000;

import java.util.List;

/**
 * A codestream whose headers have been read; its packets haven't.
 *
 * @param tiles one a tile, in order of their index
 * @param cutOff whether the last tile-part says more bytes than there are: whether that matters, its packets show
 * @param warnings fit for the user
 */
record Codestream(Bytes bytes, ImageSize size, List<Tile> tiles, boolean cutOff, List<String> warnings) {}
