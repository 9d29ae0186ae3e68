package dev.ringside.repl.workbench.render;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Result.Branch;
import dev.ringside.repl.workbench.result.Result.Column;
import dev.ringside.repl.workbench.result.Result.Field;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * Makes JSON of a result. Fields become an object, a table an array of objects, a tree objects with {@code value} and {@code children}.
 * Decimal numbers are numbers; bits are strings {@code "0x..."}, since many readers of JSON keep only 53 bits; an address is an object
 * with {@code linear} and, where one is known, {@code symbol}, or with {@code physical}.
 */
public final class JsonRenderer {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private JsonRenderer() {}

    /** The JSON text, several lines. */
    public static String text(Result result) {
        return GSON.toJson(json(result));
    }

    static JsonElement json(Result result) {
        return switch (result) {
            case Result.Nothing() -> JsonNull.INSTANCE;
            case Result.Lines(var values) -> array(values, JsonRenderer::json);
            case Result.Fields(var fields) -> object(fields);
            case Result.Table(var columns, var rows) -> array(rows, row -> row(columns, row));
            case Result.Tree(var branches) -> array(branches, JsonRenderer::branch);
            case Result.Sections(var sections) -> array(sections, section -> {
                var object = new JsonObject();
                object.addProperty("title", section.title());
                object.add("content", json(section.content()));
                return object;
            });
        };
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonElement> each) {
        var array = new JsonArray();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }

    private static JsonObject object(List<Field> fields) {
        var object = new JsonObject();
        fields.forEach(field -> object.add(field.name(), json(field.value())));
        return object;
    }

    private static JsonObject row(List<Column> columns, List<Cell> row) {
        var object = new JsonObject();
        for (int i = 0; i < columns.size(); i++) {
            object.add(columns.get(i).name().isEmpty() ? "mark" : columns.get(i).name(), json(row.get(i)));
        }
        return object;
    }

    private static JsonElement branch(Branch branch) {
        var object = new JsonObject();
        object.add("value", json(branch.value()));
        object.add("children", array(branch.children(), JsonRenderer::branch));
        return object;
    }

    private static JsonElement json(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text, _) -> new JsonPrimitive(text);
            case Cell.Number(long value, boolean signed) ->
                new JsonPrimitive(signed ? BigInteger.valueOf(value) : new BigInteger(Long.toUnsignedString(value)));
            case Cell.Hex(long value, int digits) -> new JsonPrimitive(CellText.hex(value, digits));
            case Cell.Address(long linear, _, var name) -> {
                var object = new JsonObject();
                object.addProperty("linear", CellText.hex(linear, 0));
                name.ifPresent(symbol -> object.addProperty("symbol", symbol));
                yield object;
            }
            case Cell.Physical(long address, _) -> {
                var object = new JsonObject();
                object.addProperty("physical", CellText.hex(address, 0));
                yield object;
            }
            case Cell.Truth(boolean value) -> new JsonPrimitive(value);
            case Cell.Code(String text) -> new JsonPrimitive(text);
            case Cell.Missing(String why) -> {
                var object = new JsonObject();
                object.addProperty("missing", why);
                yield object;
            }
            case Cell.Chain(var cells, _) -> array(cells, JsonRenderer::json);
            case Cell.Marked(Cell inner, _) -> json(inner);
        };
    }
}
