package dev.lightbox.engine.codec.jpeg2000.ht;

/**
 * The context-dependent codes for the significance of quads (CxtVLC, T.814 annex C) as look-up tables. An entry belongs to a context and the next seven bits of
 * the VLC stream; index {@code context << 7 | bits}, the first bit lowest. Read-only.
 *
 * <p>An entry holds, from bit 0: length of the codeword (3 bits), u<sub>off</sub> (1), ρ (4), ε<sup>1</sup> (4), ε<sup>k</sup> (4), whether a sample of the
 * quad's right column is significant (1), and γ, whether more than one of its samples is (1).
 */
final class CxtVlc {

    static final int RIGHT_SIGNIFICANT = 16;
    static final int GAMMA = 17;
    /** Where the quad's u follows in what {@link CleanupPass} notes of it. */
    static final int U = 18;

    /**
     * Tables C.1 and C.2, context by context in the order of the codewords, when their bits are read as a fraction: since the codes are complete, lengths suffice
     * to tell which codeword it is. Four hexadecimal digits an entry: ε<sup>k</sup>, ε<sup>1</sup>, ρ, and u<sub>off</sub> with the length.
     */
    private static final String FIRST_ROW = """
            0023008300430014005500c500a5003510bef4fee2fef8fea8eec8cec4ce88ae207e009e0096888e0066445e444ef1ffe6fff5ff22effcffbaff99ff00f7e4ef
            00e7d8df54df11df00d7cccf11bf00b7a2af515f227f0077006f313f223f111f222f0002008400440024001400c510bee4fea2feb8fea8ee54dec4ce88ce88ae
            00a6009e0096888e003e207e006e0066445e0056444e0036222e00f7f1ff88ffe4ef11df22ef00e7d8df00d711bf00b7a2af111f227f0077515f000200840044
            002400140055317e74fe11fef1fe20eec4de88de44ce00c620be00ae00a6009e00960066545e515e113e444e0036111ef8ff22ef32ff00f700e7d1df00d7c8cf
            747f22bf00b7888f555f227f0077006f222f323f000300140025f1fdf4fdf8fd0085555d00550045aafef2fef5fec8eed4ded1de44ce00c632be88ae00a60096
            113e717e647e545e515e444e0036111efcfff3ffe6ffb9ff44ef00f7e2efe4ef00e7d8dfd5dfdcdf99df00d7c8cfb8bf888f11bfb1bf00b7a2af989f119f737f
            727f222f667f0077626f446f0067323f0002008400440024001400a50096b8fe72fe91fec8ee44ee10de88ce00c600bea8aea2ae888e223e407e006e0066005e
            00560036222ef4ff76ff11df99ff00f7e2ef00e700d7c4cf009fb2bf00b7aaaf447f0077444f111f313f0003f2fdf8fdf4fd00a50085004500250015f1fe0096
            76fee8eee2eed4de98de88ce00c6b2be98bea8aea2aeaaae888e323e647e226e0066445e00560036222efafff3ffd9ff77fffcff75ff00f7e4efeaefecef66ef
            00e7d1df99dfd5df00d7c4cfb1bf99bfb3bf00b7919f889f667f717f727f737f0077646f515f444f333f313f111f000300140025f1fdf2fd008500450035f8fe
            f4fefcfe717ef3feeafe66fee8ee54dec8ce00c6b2be91be22ae00a60096647e0066115e0056222e323e313e333e111ef5ffb9ff00f7e4ef55dfecef22efe2ef
            00e7d1dfc8df00d7c4cfb8bfcccf99bfbabf00b7a8af989f119f727f888f667f737f0077646f226f444f545ff1fcf4fcf8fcf2fcfafd0005f3fdf5fdfffdfcfe
            f6fee8eef9fee2eed4ded1deb2be22ae009e717e006e115e00260016fbfffeff00f7f7fffdffe4efeaefecef66ef00e7d8dfd5dfdcdf99df00d7c4cf88cf00c7
            b8bf00a7babfb1bfb3bf99bf00b7a8af757f0097888f0087747f727f737f667f007700570067545f444f0047313f323f333f0037222f111f
            """;

    private static final String OTHER_ROWS = """
            0013008300430023006500c500a50095888d0055003510fe40ee00de88ce009e00be88ae005e007e003e444e111e222e11ff00f700d744ef00e7c4cf007700b7
            a2af006f000100840024001400450035005640fe00c600a6009600bf44ff00f700ef00e700df00d700cf00b700af888f009f444f007f0077006f0067005f222f
            323f113f111f0001002400140085004500c6a2ae00a600360056222ef8ff72ff51ff44ff00f740ef44ef00e700df00d700cfaaaf00bfb2bf00b7a8af007f009f
            0097888f0077006f0067005f313f444f223f111f000200240014008500450035517ef1fef8fef2fe00f640de00ce00c6b2be88be00b622ae00a6009e00960076
            0066115e0056222e313e323e111ef4ffe2eff5ffa8fffaff73ff66ffc8ef44ef00e7b3bf44df00d7b1bfa8af888f447f727f545f006f444f333f000100840044
            00c50025001500a630fe20ee444e0066005632ff11ff00f700bf22ef00e700df00d7c4cfc8cfcccf00b700af007f009f0097888f0077006f003f005f0037222f
            111f00020044002500f500c5008500550015a8eef2fef8fef4fefcfef1fe00e654de00d644ce207e10be00b600ae00a60096888e00760066445e003e444e0036
            111ef3fffaff76ffd5ff99ff22efe4ef11dfd8df11bfc8cf006f009f227f222f515f0003004400240014005500c500a5008500b6f4fef8fef2fe00f6e8ee00e6
            00d6a2ae227e009e0096888e00760066445e223e444e0036222e111ef1fffcfff5ffb9ffe2effaff76ff33ffd1dfeaef44efe4efc8df44dfd4dfb1bfc4cfc8cf
            cccfa8bf22bfb2bfaaafa8af515f747f317f646f226f313f00f3000400d5f4fdf1fdf8fdf2fd00b500750055fcfef5feb9fea8eefafe76fef3fe00e654de00ae
            00ce00c632be00a600960086717e00460066115e00360026111e0016e4effbfff7ffffffd8df22efe2efb8bf11dfd1df009f11bfb1bf727f888f006f737f447f
            747f323f545f444f113f222f
            """;

    static final int[] FIRST = expand(FIRST_ROW);
    static final int[] OTHER = expand(OTHER_ROWS);

    private CxtVlc() {}

    private static int[] expand(String digits) {
        String text = digits.replace("\n", "");
        int[] table = new int[8 << 7];
        int fraction = 0;
        for (int i = 0; i < text.length(); i += 4) {
            int entry = Integer.parseInt(text, i, i + 4, 16);
            int length = entry & 7;
            int rho = entry >> 4 & 15;
            entry |= (rho >> 2 != 0 ? 1 : 0) << RIGHT_SIGNIFICANT;
            entry |= (Integer.bitCount(rho) > 1 ? 1 : 0) << GAMMA;
            int codeword = Integer.reverse(fraction << 25) & 0x7F;
            for (int more = 0; more < 128; more += 1 << length) {
                table[fraction >> 7 << 7 | codeword | more] = entry;
            }
            fraction += 1 << (7 - length);
        }
        return table;
    }
}
