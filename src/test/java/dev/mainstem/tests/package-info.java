/** Tests of the tests of a definition. */
@NullMarked
package dev.mainstem.tests;

import org.jspecify.annotations.NullMarked;
