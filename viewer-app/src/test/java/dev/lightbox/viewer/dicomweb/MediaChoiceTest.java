package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.viewer.viewing.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class MediaChoiceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                            | JPEG | true",
                "image/*                                        | JPEG | false",
                "image/png                                      | PNG  | false",
                "image/jpeg, image/png                          | JPEG | false",
                "image/jpeg;q=0.5, image/png                    | PNG  | false",
                "image/webp, image/png;q=0.1                    | PNG  | false",
                "image/avif,image/webp,image/png,image/*;q=0.8,*/*;q=0.5 | PNG | true",
                "image/jpeg;q=0, */*                            | PNG  | true",
                "multipart/related; type=\"image/png\"          | PNG  | true",
                "multipart/related; type=\"image/jpeg\"         | JPEG | true",
                "multipart/related                              | JPEG | true",
            })
    void choosesByQualityAndJpegWhereEqual(String accept, String format, boolean multipart) {
        MediaChoice choice = MediaChoice.of(List.of(), List.of(accept));
        assertThat(choice.format()).hasToString(format);
        assertThat(choice.multipart()).isEqualTo(multipart);
    }

    @Test
    void theParameterIsStrongerThanTheHeader() {
        assertThat(MediaChoice.of(List.of("image/png"), List.of("image/jpeg")).format())
                .hasToString("PNG");
        assertThat(MediaChoice.of(List.of(), List.of()).format()).hasToString("JPEG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/webp", "video/mp4", "text/html", "image/png;q=0", "application/dicom+json"})
    void whatWeDoNotHaveIsNotAcceptable(String accept) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> MediaChoice.of(List.of(), List.of(accept)))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.NOT_ACCEPTABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "image/", "a b/c", "multipart/related;type=\"x\""})
    void whatCannotBeReadIsABadRequest(String accept) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> MediaChoice.of(List.of(accept), List.of()))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.BAD_REQUEST));
    }
}
