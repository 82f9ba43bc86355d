package dev.lightbox.engine.codec.jpeg2000;

/**
 * A run of packets: the default of COD, or one change of POC (T.800 A.6.6). Ends are exclusive.
 *
 * @param order 0 LRCP, 1 RLCP, 2 RPCL, 3 PCRL, 4 CPRL
 */
record Progression(
        int firstResolution, int firstComponent, int endLayer, int endResolution, int endComponent, int order) {}
