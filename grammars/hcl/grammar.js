// The syntax of HCL 2 as Terraform reads it: exact in structure, few tokens, no node for white space.
//
// What is left to the reader of the tree, because the grammar would pay for it on every token:
// a newline in a place where HCL wants none (`a =\n1`), the digits of a number, the escapes of a
// string, the encoding of text. Words are identifiers here as in HCL's own lexer: `true`, `false`
// and `null` get their meaning in the typed tree; `for`, `in` and `if` are keywords only where one
// can stand.

const PREC = {
  conditional: 1, or: 2, and: 3, equality: 4, comparison: 5, sum: 6, product: 7, unary: 8, postfix: 9,
};

const OPERATORS = [
  [PREC.or, '||'], [PREC.and, '&&'],
  [PREC.equality, '=='], [PREC.equality, '!='],
  [PREC.comparison, '<'], [PREC.comparison, '<='], [PREC.comparison, '>'], [PREC.comparison, '>='],
  [PREC.sum, '+'], [PREC.sum, '-'],
  [PREC.product, '*'], [PREC.product, '/'], [PREC.product, '%'],
];

const letters = require('./identifier_characters.js');
const NAME = new RegExp(`[a-zA-Z_${letters.start}][a-zA-Z0-9_${letters.start}${letters.continue}-]*`, 'u');
const DIGIT = /[0-9]/;
const EXPONENT = /[eE][-+]?[0-9]/;

const separated = (rule) => seq(rule, repeat(seq(',', rule)));

// Quoted, heredoc and bare templates have the same parts but for their literals, which the scanner
// must tell apart; `kind` is the prefix of the rules' names.
const template_rules = (kind, literal) => {
  const rule = ($, name) => $[`_${kind}_${name}`];
  return {
    [`_${kind}_part`]: $ => choice(
      alias($[literal], $.template_literal),
      $.interpolation,
      alias(rule($, 'if'), $.template_if),
      alias(rule($, 'for'), $.template_for),
    ),
    [`_${kind}_if`]: $ => seq(
      $.if_directive, repeat(rule($, 'part')),
      optional(seq($.else_directive, repeat(rule($, 'part')))),
      $.endif_directive,
    ),
    [`_${kind}_for`]: $ => seq($.for_directive, repeat(rule($, 'part')), $.endfor_directive),
  };
};

module.exports = grammar({
  name: 'hcl',

  extras: $ => [/[ \t]/, /\r?\n/, $.comment],

  word: $ => $.identifier,

  // In the order of enum Token in src/scanner.c.
  externals: $ => [
    $._newline,
    $.string,
    $._quote_start, $._quote_end, $._quoted_literal,
    $._heredoc_start, $._heredoc_end, $._heredoc_literal,
    $._interpolation_start, $._directive_start,
    $._expression_mark, $._template_mark, $._bare_literal,
    $._error_sentinel,
  ],

  rules: {
    // A text that opens with the character U+0001 is one expression, one with U+0002 a template as
    // templatefile() reads it; neither character can open a file.
    file: $ => choice(
      repeat($._item),
      seq($._expression_mark, field('expression', $._expression)),
      seq($._template_mark, field('template', $.bare_template)),
    ),

    // Structure. A newline ends every item; at the end of the file the scanner gives an empty one.

    _item: $ => choice($.attribute, $.block),

    attribute: $ => seq(field('name', $.identifier), '=', field('value', $._expression), $._newline),

    block: $ => seq(
      field('type', $.identifier), repeat(field('label', choice($.string, $.identifier))),
      '{',
      optional(choice(seq($._newline, repeat($._item)), field('only', alias($._one_attribute, $.attribute)))),
      '}',
      $._newline,
    ),

    // `block { name = value }`
    _one_attribute: $ => seq(field('name', $.identifier), '=', field('value', $._expression)),

    // Expressions.

    _expression: $ => choice(
      $.number, $.string, $.template, $.heredoc,
      $.identifier, $.reference,
      $.tuple, $.object, $.for_tuple, $.for_object,
      $.function_call, $.parentheses,
      $.unary, $.binary, $.conditional,
      $.get_attribute, $.legacy_index, $.index, $.attribute_splat, $.full_splat,
    ),

    parentheses: $ => seq('(', $._expression, ')'),

    unary: $ => prec(PREC.unary, seq(field('operator', choice('-', '!')), field('operand', $._expression))),

    binary: $ => choice(...OPERATORS.map(([precedence, operator]) => prec.left(precedence, seq(
      field('left', $._expression), field('operator', operator), field('right', $._expression),
    )))),

    conditional: $ => prec.right(PREC.conditional, seq(
      field('condition', $._expression), '?', field('true', $._expression), ':', field('false', $._expression),
    )),

    get_attribute: $ => prec(PREC.postfix, seq(field('object', $._expression), '.', field('name', $.identifier))),

    legacy_index: $ => prec(PREC.postfix, seq(field('object', $._expression), '.', field('key', $.number))),

    index: $ => prec(PREC.postfix, seq(field('object', $._expression), '[', field('key', $._expression), ']')),

    attribute_splat: $ => prec(PREC.postfix, seq(field('object', $._expression), '.', '*')),

    full_splat: $ => prec(PREC.postfix, seq(field('object', $._expression), '[', '*', ']')),

    function_call: $ => prec(PREC.postfix, seq(
      field('name', choice($.identifier, $.scoped_name)),
      '(', optional(seq(separated($._expression), optional(choice(',', field('expand', '...'))))), ')',
    )),

    scoped_name: $ => seq($.identifier, repeat1(seq('::', $.identifier))),

    tuple: $ => seq('[', optional(seq(separated($._expression), optional(','))), ']'),

    object: $ => seq('{', repeat(seq($.element, choice(',', $._newline))), optional($.element), '}'),

    element: $ => seq(field('key', $._expression), choice('=', ':'), field('value', $._expression)),

    for_tuple: $ => seq('[', $.for_intro, field('value', $._expression), optional($._for_condition), ']'),

    for_object: $ => seq(
      '{', $.for_intro, field('key', $._expression), '=>', field('value', $._expression),
      optional(field('group', '...')), optional($._for_condition), '}',
    ),

    for_intro: $ => seq('for', $._for_names, 'in', field('collection', $._expression), ':'),

    _for_names: $ => seq(field('name', $.identifier), optional(seq(',', field('name', $.identifier)))),

    _for_condition: $ => seq('if', field('condition', $._expression)),

    // Templates. A string without template sequences is one token, `string`.

    template: $ => seq($._quote_start, repeat($._quoted_part), $._quote_end),

    heredoc: $ => seq($._heredoc_start, repeat($._heredoc_part), $._heredoc_end),

    bare_template: $ => repeat1($._bare_part),

    ...template_rules('bare', '_bare_literal'),
    ...template_rules('quoted', '_quoted_literal'),
    ...template_rules('heredoc', '_heredoc_literal'),

    interpolation: $ => seq($._interpolation_start, field('value', $._expression), $._sequence_end),

    if_directive: $ => seq($._directive_start, 'if', field('condition', $._expression), $._sequence_end),
    else_directive: $ => seq($._directive_start, 'else', $._sequence_end),
    endif_directive: $ => seq($._directive_start, 'endif', $._sequence_end),
    for_directive: $ => seq(
      $._directive_start, 'for', $._for_names, 'in', field('collection', $._expression), $._sequence_end,
    ),
    endfor_directive: $ => seq($._directive_start, 'endfor', $._sequence_end),

    _sequence_end: _ => choice('}', '~}'),

    // Tokens.

    identifier: _ => NAME,

    // Names joined by dots, as nearly every reference is written, are one token.
    reference: _ => token(seq(NAME, repeat1(seq('.', NAME)))),

    // What HCL's lexer takes for one number; whether it is one (`1.2.3`) is for the typed tree to say.
    number: _ => token(seq(DIGIT, repeat(seq(repeat('.'), choice(DIGIT, EXPONENT))))),

    comment: _ => token(choice(
      seq(choice('#', '//'), /[^\n]*/),
      seq('/*', /[^*]*\*+([^/*][^*]*\*+)*/, '/'),
    )),
  },
});
