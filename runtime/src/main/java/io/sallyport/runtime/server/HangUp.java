// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * SIGHUP, the conventional way to have a service read its configuration again. The JDK's only door
 * to signals is one that the compiler warns of, so it is looked for when it is needed; a JVM
 * without it does what it always does at SIGHUP, which is to end.
 */
public final class HangUp {

  /**
   * Does this at each SIGHUP from now on.
   *
   * @return false where this JVM lets nobody listen, or whoever started the process has it ignored,
   *     as {@code nohup} does
   */
  public static boolean listen(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(action);
      Object listener =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.dropArguments(run, 0, signal));
      Object hangUp =
          lookup
              .findConstructor(signal, MethodType.methodType(void.class, String.class))
              .invoke("HUP");
      Object before =
          lookup
              .findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
              .invoke(hangUp, listener);
      Object ignored = lookup.findStaticGetter(handler, "SIG_IGN", handler).invoke();
      return before != ignored;
    } catch (Throwable notHere) {
      return false;
    }
  }

  private HangUp() {}
}
