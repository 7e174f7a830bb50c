/**
 * Says why a deployed mapping on an Amazon MQ broker doesn't consume. The reader asks an account and makes a snapshot; model
 * turns the snapshot into what reachability judges; finding judges what only a live account shows; report prints both.
 */
@NullMarked
package io.github.rabbitlambda.doctor;

import org.jspecify.annotations.NullMarked;
