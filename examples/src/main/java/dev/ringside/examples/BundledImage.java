package dev.ringside.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The images of the bundled guests among the resources, as their {@code build.sh} wrote them. */
final class BundledImage {
    private BundledImage() {}

    static InputStream open(String guest) throws IOException {
        String file = "guests/" + guest + ".elf";
        InputStream image = BundledImage.class.getResourceAsStream(file);
        if (image == null) {
            throw new FileNotFoundException("bundled guest " + guest + ": image " + file + " is not in the installation");
        }
        return image;
    }
}
