package dev.lightbox.engine.codec.jpeg2000.ht;

/**
 * Codestreams for tests, made of the same pictures as those of {@code dev.lightbox.engine.codec.jpeg2000.Codestreams} by {@code ojph_compress} 0.9.0 (the comment
 * segments taken out), in Base64.
 */
final class HtCodestreams {

    static final String GRAY_12 = """
            /0//UQApQAAAAAARAAAADQAAAAAAAAAAAAAAEQAAAA0AAAAAAAAAAAABCwEB/1AACAACAAAACP9SAAwAAgABAAMEBEAB/1wADSBweHiAeHh4cHB4/5AACgAA
            AAABdwAB/5PAAVxbVBO8YiCwwwAFA3s2AMAAqoABXwABVAsIOiwW4wDBlACJdAI2XJSIb/4AQgC+lgCd+aRCfu0BhzQAwAC3YABb0AAtkL83188RD/OvfPo3
            XMFIf9lCXsOzfvkpFEoAIZcADuxw6MXz3MAVPuITj7HRDW7w5wAgLs44XkEBlFsAHvAOj3ryr/7Nn3/MPz3af/4AZ/MpALhYAMABerwAF30AAuuA733fe++9
            8OILzjv/Yhece+/7XuAFXsQ5nH/xxRdf5PwXvvC973MO535R53gB53COF30x53COF33BC17wBTiP83Ae5/ECvfb1yecgveK8yLjGAJYkMbMB/32P/37/b3/+
            /f9vv/9+/29//3F//33/f/nPP/97v/9jP/7x3/98z3/++5//fe/M7SkntneXUcgfjGAYXwD/d/98v/9r/36//3/f/3P/ft//fT//e/9+z/98v/95P/93f844
            6+pPRylAxFsA/9k=
            """;

    static final String GRAY_16_RPCL = """
            /0//UQApQAAAAAAhAAAAFgAAAAAAAAAAAAAAIQAAABYAAAAAAAAAAAABDwEB/1AACAACAAAAC/9SAA8BAgABAAIBAEABRFVV/1wACiCQmJiYkJCY/5AACgAA
            AAAGiAAB/5PgAA3o2t3R538HP8O/019Cfzgvjs/hM+SvP95/91O+3GfiJ/kR/wg/CT4az9Hf1lfiY/la/Aj/aRd/RC/stX+KN/gEnCjOcwEQhIGzPAD/Tv93
            G/gL/iP0A3UA9h/X50Ht0XOa51r1qfbtYRx4d2+B3OJZebIAxgM2IgBTOQAHxRUEA3QA4AAG9I3T4AAG9G1m1s2AABvTNsD/e2/++p8/4h/mf5X/b/8Tv8h/
            9q/hL/9r/Gl/9d/DD8u/8/9Lf8a/kj/bH7z/a1/w3/SP8TP/Dn72v/0BuFIonQBikkAhnAD+P/9z/Qz/N/lv/D/6M/2j+YP/Pb/z/33/fTP/eb/+GOBiJSAA
            uAD+wO/wh/7FP8+f3T/gT/kx/0B/24/0t/9H/2N/j/9Vf+ov+lfw8/07/HZ+hD+3/0tf8G/0j/Un+vH+AkRw0c4GqqDACFwA/sh/yf9yHw30i3UA3rXX+Bjv
            90Je4BM/4AKYDU0pgDY5AB/4Awd0AP4B/w7+Uf9k/1f6H/C/4P9A/wD+N/8n/R/5z/jH/gv/Pf6v/zT/FP6z/n/5v/Pv4R/G/0z/KP7D+A/5t/8/+9/4AAIT
            oUBClIAQWwD+3/5f/zf/Cfz3/33H/3EDFA11SgDWOQDwAAd6DvTN6VvTPd5u84AAO6nek7v96X7st2/AAA7pd6Vu03ovut3cgP9++++/f/9++/cv/Iv/An/e
            n/8X/gv+3L9//33vX+Bf4F/En8Of/xf+i/9if5E//1/wX/gF4rzIuc4AlhCAMb0A/rz/Av9C/jx/3r/gX+jP9+f9F/0X8Of05/kX8Of7F/wX+PP9ef8C/vx/
            4b/An8+f91/oX+Bf/F/kz/Hn+fP+AG1q4SUpAiEIAq89AP9+++8/f44/91/kz/kX8Ofw5/gX/Rfz5/Dn+Bf9F/gX8Ofw5/oX8ef4F/Dn8Of+F/Hn8Ofw5/4X
            +Rfw5/wAKUqhIpSBEIEBsb0A/2L8ufw5/wX9C/jz/ov68/hz/oX+/H/hv+Bf/C/w5/0L/wvw5/kX/hfy5/0X9ufx5/0X8Of9F/bn+xfw5/0X+gShyxQgDK1S
            kBOcAP8C/px/4b/4X+BfxJ/7X8yfw5/Dn/tfxJ/Hn/tfxJ/Hn8Ofw5/7X8Sf05/rX8Cf0wH21b+lIEIlACK8AP7c/oX8ef7F/wX5c/8L9uf5F/vz/wX9+f48
            f96/0J/vz+/P8S/8L/gv/C/4L/wX/gJ+1nIQBVMlICc8AP9f/w//X/9//3v/ef9+f/9v/3f/f/9+f/8f/n//X/9/yC8uo5zgGFkA/t//f/9v/3f/f/97/3f/
            d/9//3n/cf9x/3n/ef99/3P/d/9//3f/e/93/3v/ef9x/3H/e/9x/3X/f/95ADEDd6QgAHKg4Gc9AP6f/1//X/8f/w//D/9f/x//H/8f/1//H/9v/3//ef95
            /3j/fP99/33/ef99/33/ff9+/3yAalJFHQgBEUKbAP4//3//X/9P/w//T/9v/w//D/9v/0//L/8P/1//L/8f/1//D/4f/1/+X/9P/2//D/4f/0//T/9P/3//
            X/9fAHSvhLoQAq5CANudAP4//z//P/x//z/+f/8//x//H/8//x/+EH+NP8nf9W/0F/zL+Fv4AvbWchAEG0IA+1wA/x//X/2//b/+v/9f/j//P/8//z//X/9v
            /3/v4a/6V/4D+yP9pf9F/rH+Ar339zOgCPxCABSdAP9//v98/3v/V/9f/3/+/39//3/5/3v/d/9v/1/Iak9HSkDEWQD+f/5//n/+f/5//n/+f/5//n//f/3/
            c/9n/1//f/8//3/+/37/cf93/0//H/5//3/9/37/e/93/z//f/4AdsljydKQPuKUgXM+AP5//3/+f/5//z//P/8//z//P/8//z//P/9//z//P/9//z//f/8/
            /3+BTxerHQgDrzUJfAD+f/9/8/97/2f/X/8//n/+/37/fv97/3f/f/8f/z/+/37/fv95/3f/T/9f/3/+/3//ff97/3f/fw0pcWNKQMbdKQCdfQD+f/9//3//
            f/9f/3//X/9f/3//X/9f/3//P/9//v9//38Cj/8EIAzqg4FPXAD/f/7/f/98/3//ff9//33/f/99/3//d/9//3//P/8//3/+/3z/ff97/38Coe31Q9jSgAIa
            EAM0fwDwAAdZqvWA/v9/v/9/AkH0i3YA/z//fwEidId2AP7/f/8/5wJH9It2AP/Z
            """;

    static final String RGB_TILES = """
            /0//UQAvQAAAAAAPAAAACwAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAADBwEBBwEBBwEB/1AACAACAAAABP9SAAwAAwABAQIEBEAB/1wACiBYYGBgWFhg/5AA
            CgAAAAABAAAB/5PACoAHacEuAMM0AMAE8AE8AFQAS2LwACKUAADW9QAglAAAiiD3AEOUAMAK+AFXABXg/xiIW0ZJwLJFDkQCsbcAoLaS4/nAEABMtgAAAAAA
            YMCABAMIEkSttwDACcAAlfMAIJQAwATwATwAVACCI8UAI5QAAqzNAECUAASz6fUAQ5QAwAq4AVkAFUDe6/PH58AYACZWAA7H6/Xb8cAwgUy2AH6//37AGIA2
            VgDACcALoPgARLQAwATQATwATkBAAABUAAEQ/gAEtAAGA+8AQFQAwAqIAVUAFQA/fnz+4GPUADGi/LD8w4kstQD/fv9/4GPUAP+QAAoAAQAAAUkAAf+TwAnA
            juIlAEM0AMAFRABUQAVAuGcd/ACDNAAQI6kgAMM0AFK9lMoAxzQAwAtCAFpwAWmAg6QPmt2cLLQwAp6BEXq3AK7v/B6f+yAfkjH0MQBVF+TUtwAAYAAAvU4H
            dAAA/ABE9ACAvpgAwAqAtATQ/gAhlADABUQAVEAFSDO7IfQAgrQAalQBFgBhlABnJjg0+QCDlADACsgBakAFoJ/3fT4eBhegQ793AD+fj8/n8PPycPh7+wBV
            FwAAx1gAf/4/f/79+/cAymPig794AMAKgAMz4PIAgLQAwAVEAFTABUBHKi9GAGKUAHeq9OD+AGGUAI7fz+8AhzQAwAtGAFrQAWkA/3/+/3f/f/9+fQedMEC8
            VwD/P/4+f3/+yD/6x+4f+QCg0hAATLgA/3//f/9/3/9//gLmfAED/LgA/5AACgACAAAA5QAB/5PACYBQ9QCBdADABLABNABM8gAHdACS5AAiNAAfxgBCNADA
            CrgBUQAVIGqqOamR/QKRKLUAzr37AJDRdQBgYBD4BBBqNQDACYDM+AACNADABNABPABOV54BgXQArTH+AGI0AJ/++QCCNADACsgBVQAVAL4/f36+3wAAgL6W
            AL5fz+cAAAA2NgB+/38hg9F1AMAJgAuYAYF0AMAE8AE0AE7nHv4AYjQAkfQAQjQA3/z+AII0AMAKyAFRABUAP5+//x+/AAgAmVYAn+f3AIi9NQB//gAAQC02
            AP+QAAoAAwAAAOIAAf+TwAmAKP4AAXQAwATQATQATCvqACI0AAvQAQF0AP91ACI0AMAKqAE8AFQA6mlSp/oAyb2VAO7HuTJqNABgsPMARPY1AMAJgFX7AAI0
            AMAE8AE0AE4efv4AYjQAwPYAIjQAPvj9AoF0AMAKuAFRABUg/1/f9/v7AxN5tQC/n78DEzd1AP9++wACA9F2AMAJQPYAx3QAwATQATQATp4+AYF0ADwRAYF0
            AL75+QCCNADACtgBVQAVAL98+Pjl+/0AAQG+lgC/Pt/vAAAA1jYAf37+IYPRdQD/2Q==
            """;

    static final String RGB_UNTRANSFORMED = """
            /0//UQAvQAAAAAAHAAAABgAAAAAAAAAAAAAABwAAAAYAAAAAAAAAAAADBwEBBwEBBwEB/1AACAACAAAABP9SAAwABAABAAUEBEAB/1wAEyBQWFhgWFhgWFhg
            WFhYUFBY/5AACgAAAAABCwAB/5PAEoCpAQd0AAAAwAlgBLABKOwAh3QA9gCHdADeAId0AMAJ4ARwAkDJopMAI5QABTMA/gDjAMAVEAVEAJD/fUMvPPm2AFCT
            7sCJvrUA+NNTAMASgIUBB3QAAADACWAEsAEo7gCHdAC+AQd0AOAAh3QAwAngBJACMMuCiwAjlADpCjMAACMAwBPAFXACcP9/Nf79tQAAIrOBBAAfzK23AAD+
            BTr9tQDAEoDlAId0AAAAwAlgBLABKOwAh3QA/gEHdADUAId0AMAJ4ARwAmBJZEkAIpQAEXMAAv0AAjQAwBUwBVQAnP9nQAEvPPm3ADJvqOXAMAG+tgAA/MAY
            /1UA/9k=
            """;

    static final String IRREVERSIBLE = """
            /0//UQApQAAAAAAgAAAAGAAAAAAAAAAAAAAAIAAAABgAAAAAAAAAAAABCwEB/1AACAACAAAAJ/9SAAwAAgABAAIEBEAA/1wAESKEuIUhhSGFjXz2fPZ8mf+Q
            AAoAAAAAAV4AAf+TwABexOGXr4vHQdc9Zz34OqT1Yh4Hs+a/OZdOnHjG7Sv6B+5h9Gy2DeoKou4g9MS7eAIKBYVvMgoEh9FHfWPPfyViT5V3xcbsMxkDhs8X
            syKg2CVgXnS3BYZRnoRR0UwCyjoANz8AwABdZAAF2wAmTSQkTigh1VQzMZGQCAhIKCHVVDMxkZAICEgoIdVU+ycWB5xYHKFvDEmcAC6FS+FSuBQuhUvhUrgU
            SZIkn8x+MvvJ7Cezn8x+MvvJ7CezAQgAIJCAAx5ZZXQAA1oAANCzAcAAu0gAF6IAYPDoSEoKBB8dSUmB4KMjKSkQfHQkJQWCj46kpEDw0ZGU1Hn8ElfyV/JX
            8lfyV+MKwgtyATjGGGOMMcYYY4xTyinKKWVKOaVMKaeUKeWUMqWcUqaUU8qUckqZUv4H/mEICnTEICnTEICnTEICm6Sa0Sa0Sa0SajwB/9k=
            """;

    static final String IRREVERSIBLE_RGB = """
            /0//UQAvQAAAAAAQAAAADAAAAAAAAAAAAAAAEAAAAAwAAAAAAAAAAAADBwEBBwEBBwEB/1AACAACAAAAJP9SAAwAAgABAQEEBEAA/1wACyJYVlgaWBpnv/+Q
            AAoAAAAAAQsAAf+TwAvSgInmeMCzvfVRNYXssP7oUTfstSbDd4PNaj/FpNFC9JPfnG+nYw4EL5vSMUc5RASv311xtz1DwrduujDVCFeIvRGrLiGAYBjAMb8A
            wAu8SmVlpVKpVCqVSqVSqVQqlZWVSqVSqVQqlUqlUqlUVlYqlUqlUqlUKpVK5QPXr9Zf16/WXAAAxgAAMbEBwAu8sdjYWCwWi8VisVgsFovFYmNjsVgsFovF
            YrFYLBaLjY3FYrFYLBaLxWKx2APXr9Zf16/WXAAAxgAAMbEBwAtSAFqgthQAdCkA6FIA+FhJX8lfgCuLegACRg45MnJk5MjIeuSnT5KbvrXqOwAAAP/Z
            """;

    private HtCodestreams() {}

    /** Sample of the reversible codestreams' pictures. */
    static int value(int x, int y, int component, int precision) {
        int range = 1 << precision;
        return (x * x * 3 + y * 17 * (component + 1) + x * y * 5) * (range / 64) / 8 % range;
    }

    /** A slanting plane: sample of the irreversible codestreams' pictures. */
    static int plane(int x, int y, int component, int precision) {
        return (x * 5 + y * 3 + component * 20) << (precision - 8);
    }

    static byte[] bytes(String base64) {
        return java.util.Base64.getMimeDecoder().decode(base64);
    }
}
