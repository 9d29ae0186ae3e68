package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;
import java.util.ArrayList;
import java.util.List;

/** The directories and files of a line table (DWARF 5, 6.2.4.1; DWARF 4, 6.2.4). */
final class LineFiles {
    private static final int LNCT_PATH = 1;
    private static final int LNCT_DIRECTORY_INDEX = 2;

    private final Sections sections;
    private final LineHeader header;
    private final List<String> directories = new ArrayList<>();
    private final List<Name> files = new ArrayList<>();

    private record Name(String path, long directory) {
    }

    private LineFiles(Sections sections, LineHeader header) {
        this.sections = sections;
        this.header = header;
    }

    /** Reads them; {@code compilationDirectory} is what old tables leave to the unit. */
    static LineFiles read(Sections sections, LineHeader header, String compilationDirectory) {
        var files = new LineFiles(sections, header);
        var cursor = new SectionCursor(sections.lines(), header.files(), header.program());
        if (header.version() >= 5) {
            files.current(cursor);
        } else {
            files.old(cursor, compilationDirectory);
        }
        return files;
    }

    /** The path of the file that the table numbers {@code index}; {@code ?} when it has none of that number. */
    String path(long index) {
        // The numbers of old tables begin with 1.
        long at = header.version() >= 5 ? index : index - 1;
        if (at < 0 || at >= files.size()) {
            return "?";
        }
        Name name = files.get((int) at);
        if (name.path().startsWith("/") || name.directory() < 0 || name.directory() >= directories.size()) {
            return name.path();
        }
        String directory = directories.get((int) name.directory());
        String path = directory.isEmpty() ? name.path() : directory + "/" + name.path();
        return path.startsWith("/") || name.directory() == 0 || directories.getFirst().isEmpty() ? path : directories.getFirst() + "/" + path;
    }

    /** Numbers of the files whose path is {@code path} or ends with it after a slash. */
    List<Integer> find(String path) {
        List<Integer> found = new ArrayList<>();
        int first = header.version() >= 5 ? 0 : 1;
        for (int i = first; i < files.size() + first; i++) {
            String whole = path(i);
            if (whole.equals(path) || whole.endsWith("/" + path)) {
                found.add(i);
            }
        }
        return found;
    }

    private void old(SectionCursor cursor, String compilationDirectory) {
        directories.add(compilationDirectory);
        for (String text = cursor.text("directory"); !text.isEmpty(); text = cursor.text("directory")) {
            directories.add(text);
        }
        for (String text = cursor.text("file"); !text.isEmpty(); text = cursor.text("file")) {
            files.add(new Name(text, cursor.uleb("directory of a file")));
            cursor.uleb("time of a file");
            cursor.uleb("length of a file");
        }
    }

    private void current(SectionCursor cursor) {
        for (Name name : names(cursor)) {
            directories.add(name.path());
        }
        files.addAll(names(cursor));
    }

    private List<Name> names(SectionCursor cursor) {
        long[] types = new long[cursor.u8("format count")];
        Form[] forms = new Form[types.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = cursor.uleb("content type");
            forms[i] = Form.of(cursor.uleb("form"));
        }
        long count = cursor.uleb("count of names");
        if (count < 0 || count > cursor.end() - cursor.offset()) {
            throw cursor.section().fault(cursor.offset(), "at most as many names as bytes", Long.toUnsignedString(count));
        }
        List<Name> names = new ArrayList<>();
        for (long n = 0; n < count; n++) {
            String path = "";
            long directory = 0;
            for (int i = 0; i < types.length; i++) {
                if (types[i] == LNCT_PATH) {
                    path = text(cursor, forms[i]);
                } else {
                    long value = number(cursor, forms[i]);
                    directory = types[i] == LNCT_DIRECTORY_INDEX ? value : directory;
                }
            }
            names.add(new Name(path, directory));
        }
        return names;
    }

    private String text(SectionCursor cursor, Form form) {
        long at = cursor.offset();
        return switch (form) {
            case STRING -> cursor.text("name");
            case LINE_STRP -> other(sections.lineStrings(), cursor);
            case STRP -> other(sections.strings(), cursor);
            case null, default -> throw cursor.section().fault(at, "a name in form string, line_strp or strp", String.valueOf(form));
        };
    }

    private String other(Section section, SectionCursor cursor) {
        return section.text(cursor.unsigned(header.offsetSize(), "offset of a name"), "name");
    }

    private static long number(SectionCursor cursor, Form form) {
        long at = cursor.offset();
        return switch (form) {
            case UDATA -> cursor.uleb("number");
            case DATA1, DATA2, DATA4, DATA8 -> cursor.unsigned(form.size(), "number");
            case DATA16 -> cursor.skip(form.size(), "number");
            case BLOCK -> cursor.skip(cursor.uleb("length of a block"), "block");
            case STRING -> cursor.skipText("text");
            case LINE_STRP, STRP -> throw cursor.section().fault(at, "a number", form.toString());
            case null, default -> throw cursor.section().fault(at, "a number in form udata, data or block", String.valueOf(form));
        };
    }
}
