/*
 * The expression language: C's operators with C's precedence, and short forms for what a debugger asks most.
 * Which names are types is known to the scope alone, so Words marks them (TYPE_NAME) between lexer and parser, and names of address spaces
 * (SPACE_NAME) too; everything else about names is settled after parsing, from the tables of words.
 */
grammar Expression;

tokens { TYPE_NAME, SPACE_NAME }

start : expression EOF ;

// Alternatives bind from tight to loose.
expression
    : primary                                                              # operand
    | expression '[' expression ']'                                        # index
    | expression operator=(DOT | ARROW) member=NAME                     # field
    | expression '{' first=NUMBER ('..' last=NUMBER)? '}'                  # bits
    | operator=('-' | '+' | '!' | '~' | '*' | '&') expression              # prefix
    | '(' typeName ')' expression                                          # cast
    | expression operator=('*' | '/' | '%') expression                     # binary
    | expression operator=('+' | '-') expression                           # binary
    | expression operator=('<<' | '>>') expression                         # binary
    | expression operator=('<' | '<=' | '>' | '>=') expression             # binary
    | expression operator=('==' | '!=') expression                         # binary
    | expression operator='&' expression                                   # binary
    | expression operator='^' expression                                   # binary
    | expression operator='|' expression                                   # binary
    | expression operator='&&' expression                                  # binary
    | expression operator='||' expression                                  # binary
    | <assoc=right> expression '?' expression ':' expression               # conditional
    ;

primary
    : NUMBER                                                               # number
    | CHARACTER                                                            # character
    | STRING                                                               # string
    | NAME '(' (expression (',' expression)*)? ')'                         # call
    | NAME                                                                 # name
    | DOLLAR_NAME                                                          # dollarName
    | QUOTED_NAME                                                          # quotedName
    | 'sizeof' '(' typeName ')'                                            # sizeOfType
    | typeName '[' (SPACE_NAME ':')? expression ']'                        # memory
    | '(' expression ')'                                                   # parentheses
    ;

typeName : (keyword=(STRUCT | UNION | ENUM) tag=NAME | TYPE_NAME+) '*'* ;

STRUCT : 'struct' ;
UNION : 'union' ;
ENUM : 'enum' ;
BRACKET : '[' ;
COLON : ':' ;
DOT : '.' ;
ARROW : '->' ;
NUMBER : [0-9] [0-9a-zA-Z_]* ;
NAME : [a-zA-Z_] [a-zA-Z_0-9]* ;
DOLLAR_NAME : '$' [a-zA-Z_0-9$]* ;
QUOTED_NAME : '`' ~[`\r\n]+ '`' ;
STRING : '"' (~["\\\r\n] | '\\' .)* '"' ;
CHARACTER : '\'' (~['\\\r\n] | '\\' .)* '\'' ;
COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'+ '/' -> skip ;
SPACE : [ \t\r\n]+ -> skip ;

// What is left open is one token, so that it gets one error.
OPEN_STRING : '"' (~["\\\r\n] | '\\' .)* '\\'? ;
OPEN_CHARACTER : '\'' (~['\\\r\n] | '\\' .)* '\\'? ;
OPEN_NAME : '`' ~[`\r\n]* ;
OPEN_COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'* ;
STRANGE : . ;
