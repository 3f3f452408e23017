/** What keeps the documents true: each claim in them that a program can check is checked here. */
@NullMarked
package dev.mainstem.docs;

import org.jspecify.annotations.NullMarked;
