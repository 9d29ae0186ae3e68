package dev.ringside.emulator.debug.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.debug.BareGuest;
import dev.ringside.emulator.debug.DrivenGuest;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.symbols.expression.scope.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates: every format, and errors at the right column. */
class TemplateTest {
    private static final Selector HERE = new Selector.Execute(new CodePlace.Linear(BareGuest.CODE + 1));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        nothing to see                   | nothing to see
        {eax}                            | 4294967295
        {eax:x}                          | 0xffffffff
        {eax:d}                          | -1
        {eax:u}                          | 4294967295
        {ax}{ax:d}                       | 65535-1
        {al:b}                           | 0b11111111
        {'A':c}{0x1b:c}                  | A\\x1b
        {0x10000 + 2:s}                  | "Hi\\n"
        {0x10000 + 2:symbol}             | start+0x2
        {zf}                             | 0
        {eax == 7}                       | false
        {eax == 0xffffffff}              | true
        {{eax}}                          | {eax}
        {{{eax:x}}}                      | {0xffffffff}
        {eax{0..3}:x}                    | 0xf
        {eax ? 1 : 2}                    | 1
        {eax ? 1 : cs:x}                 | 0x1
        {u8[ds:0x10002]:c}               | H
        {string(0x10002)}                | Hi
        {1 / (eax + 1 - 0x100000000)}    | <no value>
        {u32[0xf0000000]:x}              | <no value>
        """)
    void aValueIsWrittenAsItsFormatSays(String template, String line) {
        // or eax, -1 has run before: 83 C8 is what the text lies behind
        BareGuest bare = new BareGuest(TestEngine.INTERPRETER).code("90 90 48690A00 90").protected32(0);
        bare.set("rax", 0xFFFFFFFFL);
        bare.session.rules().symbolizer(address -> "start+0x" + Long.toHexString(address - BareGuest.CODE));
        try (DrivenGuest guest = new DrivenGuest(bare)) {
            guest.add(RuleSpec.of(HERE, guest.logging(HERE, template), RuleAction.STOP));
            guest.one();
            assertEquals(line, guest.log.getFirst().strip());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        a {eax             | 7  | column 7: expected } for the { at column 3, found the end
        a } b              | 3  | column 3: expected {expression} or }}, found }
        value {eax + }     | 14 |
        value {:x}         | 8  |
        {eax:x} {nothing}  | 10 |
        """)
    void errorsNameTheColumnInTheTemplate(String template, int column, String message) {
        BareGuest bare = new BareGuest(TestEngine.INTERPRETER);
        TemplateException e = assertThrows(TemplateException.class, () -> Template.parse(template, bare.session.rules().scope(HERE, Scope.EMPTY)));
        assertEquals(column, e.column(), e.getMessage());
        if (message != null) {
            assertEquals(message, e.getMessage());
        }
    }

    @Test
    void valuesOfOtherEventsAreUnknownNames() {
        BareGuest bare = new BareGuest(TestEngine.INTERPRETER);
        TemplateException e = assertThrows(TemplateException.class, () -> Template.parse("{port}", bare.session.rules().scope(HERE, Scope.EMPTY)));
        assertEquals(2, e.column(), e.getMessage());
    }
}
