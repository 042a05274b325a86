// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schedule;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bell for each name. It rings when its ringer has asked for it the last time; whatever becomes
 * of that, it rings again after its interval. The same bell never rings twice at a time. Where the
 * clock is set, all bells are set anew. Thread-safe.
 */
public final class Bells implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Bells.class);

  private static final String RING = "ring";

  /** Schedulers are kept by name in the whole JVM: two with one name are one. */
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Ringer ringer;
  private final Function<String, Duration> first;
  private final Consumer<Duration> clockSet;
  private final Scheduler scheduler;
  private final JobDetail job;
  private final ThreadPoolExecutor ringing;
  private final ScheduledExecutorService watchdog;
  private final ClockSteps steps;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, Duration> intervals = new ConcurrentHashMap<>();

  /**
   * No bell yet.
   *
   * @param atOnce how many may ring at a time; others wait for their turn
   * @param first how long a bell that is new, or set anew, waits before it rings
   * @param clockSet is told when the clock was set, and by how much, before all bells are set anew
   */
  public Bells(
      Ringer ringer, int atOnce, Function<String, Duration> first, Consumer<Duration> clockSet) {
    this(ringer, atOnce, first, clockSet, new ClockSteps(InstantSource.system(), System::nanoTime));
  }

  Bells(
      Ringer ringer,
      int atOnce,
      Function<String, Duration> first,
      Consumer<Duration> clockSet,
      ClockSteps steps) {
    this.ringer = ringer;
    this.first = first;
    this.clockSet = clockSet;
    this.steps = steps;
    this.ringing = threads(atOnce);
    this.watchdog =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "clock-watchdog"));
    this.job = JobBuilder.newJob(Ring.class).withIdentity(RING).storeDurably().build();
    this.scheduler = scheduler();
    // It catches what it throws.
    var unused = watchdog.scheduleWithFixedDelay(this::lookAtClock, 1, 1, TimeUnit.SECONDS);
  }

  private Scheduler scheduler() {
    Properties properties = new Properties();
    properties.setProperty(
        StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "sallyport-" + COUNT.incrementAndGet());
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAX_BATCH_SIZE, "100");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    // They only pass the ringing on.
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    try {
      Scheduler made = new StdSchedulerFactory(properties).getScheduler();
      made.setJobFactory((bundle, unused) -> new Ring(this::rings));
      made.addJob(job, true);
      made.start();
      return made;
    } catch (SchedulerException e) {
      throw new IllegalStateException("The scheduler does not start", e);
    }
  }

  /** From now on there are these bells and no others; those that stay keep their time. */
  public synchronized void set(Map<String, Duration> wanted) {
    Map<String, Duration> before = new HashMap<>(intervals);
    before.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(this::remove);
    wanted.forEach(
        (name, interval) -> {
          if (!interval.equals(before.get(name))) {
            intervals.put(name, interval);
            ringAfter(name, first.apply(name));
          }
        });
  }

  /** One bell more, or one set anew, which waits for that long. */
  public synchronized void add(String name, Duration interval, Duration wait) {
    intervals.put(name, interval);
    ringAfter(name, wait);
  }

  /** All bells ring anew, as if they were new. */
  synchronized void setAnew() {
    intervals.keySet().forEach(name -> ringAfter(name, first.apply(name)));
  }

  private void remove(String name) {
    intervals.remove(name);
    try {
      scheduler.unscheduleJob(TriggerKey.triggerKey(name));
    } catch (SchedulerException e) {
      LOG.warn("The bell of {} cannot be taken away", name, e);
    }
  }

  @SuppressWarnings("JavaUtilDate") // Quartz asks for one.
  private void ringAfter(String name, Duration wait) {
    Duration interval = intervals.get(name);
    if (interval == null) {
      return; // taken away meanwhile
    }
    TriggerKey key = TriggerKey.triggerKey(name);
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(job)
            .startAt(new Date(System.currentTimeMillis() + Math.max(0, wait.toMillis())))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(Math.max(1, interval.toMillis()))
                    .repeatForever()
                    .withMisfireHandlingInstructionNowWithExistingCount())
            .build();
    try {
      if (scheduler.rescheduleJob(key, trigger) == null) {
        scheduler.scheduleJob(trigger);
      }
    } catch (SchedulerException e) {
      LOG.warn("The bell of {} cannot be set", name, e);
    }
  }

  private void rings(String name) {
    if (!underWay.add(name)) {
      return; // it takes longer than its interval
    }
    try {
      ringing.execute(() -> ring(name));
    } catch (RejectedExecutionException e) {
      underWay.remove(name);
    }
  }

  private void ring(String name) {
    Optional<Duration> again = Optional.empty();
    try {
      again = Optional.of(ringer.ring(name));
    } catch (RuntimeException e) {
      LOG.error("What is done when the bell of {} rings has failed", name, e);
    } finally {
      underWay.remove(name);
      again.ifPresent(wait -> ringAgain(name, wait));
    }
  }

  private synchronized void ringAgain(String name, Duration wait) {
    ringAfter(name, wait);
  }

  private void lookAtClock() {
    try {
      steps
          .look()
          .ifPresent(
              step -> {
                LOG.warn(
                    "The clock was set {} by {} s: all times are computed anew",
                    step.isNegative() ? "back" : "forward",
                    step.abs().toSeconds());
                clockSet.accept(step);
                setAnew();
              });
    } catch (RuntimeException e) {
      LOG.error("The clock cannot be looked at", e);
    }
  }

  /** No bell rings any more. What was done when one rang may still be under way. */
  public void silence() {
    watchdog.shutdownNow();
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("The scheduler does not stop", e);
    }
    ringing.getQueue().clear();
    ringing.shutdown();
  }

  /**
   * Waits for what is under way.
   *
   * @return whether all of it has ended in time
   */
  public boolean await(Duration patience) throws InterruptedException {
    return ringing.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Silences, and interrupts what is under way. */
  @Override
  public void close() {
    silence();
    ringing.shutdownNow();
  }

  private static ThreadPoolExecutor threads(int atOnce) {
    AtomicInteger count = new AtomicInteger();
    // The queue holds each name once at most.
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "check-" + count.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What Quartz runs. */
  private static final class Ring implements org.quartz.Job {

    private final Consumer<String> bells;

    private Ring(Consumer<String> bells) {
      this.bells = bells;
    }

    @Override
    public void execute(JobExecutionContext context) {
      bells.accept(context.getTrigger().getKey().getName());
    }
  }
}
