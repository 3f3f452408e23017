/**
 * The expression language of the definition: SQL's meaning, checked once against a row type and
 * compiled to closures.
 *
 * <p>Comes in: the text of an expression and the {@link dev.mainstem.spec.RowType} it is about.
 * Leaves: an {@link dev.mainstem.expression.Expression} that knows its type, or an {@link
 * dev.mainstem.expression.ExpressionException} that knows the place; and per thread an {@link
 * dev.mainstem.expression.Evaluator}. Imports {@code spec}, the reading of times in {@code record},
 * and Joda's {@code Instant} because that is what Beam's rows hold; nothing else of this project.
 * What an expression can reach is the code in this package: there is no reflection and no script
 * engine behind it.
 *
 * <p>Way of a text: {@code Lexer} to tokens, {@code Parser} to an {@code Ast}, {@code Compiler} to
 * {@code Typed} code, with one file for each family of operators and functions.
 */
@NullMarked
package dev.mainstem.expression;

import org.jspecify.annotations.NullMarked;
