package dev.ringside.repl.workbench.shell;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in one line. */
public final class FileErrors {
    private FileErrors() {}

    /** The file's name and what is wrong with it. */
    public static String text(String name, Exception e) {
        return name + ": " + switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "is there already";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            default -> e.getMessage() == null ? "cannot be used" : e.getMessage();
        };
    }
}
