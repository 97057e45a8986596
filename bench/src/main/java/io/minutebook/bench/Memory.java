package io.minutebook.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another process holds, in bytes. */
final class Memory {

    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private Memory() {}

    /** What is in the heap of a virtual machine without the garbage. */
    static long heap(ProcessHandle process) throws IOException, InterruptedException {
        return found(LIVE, jcmd(process, "GC.class_histogram"));
    }

    /** What the operating system says is in memory, as Linux tells it. */
    static long resident(ProcessHandle process) throws IOException {
        return 1024
                * found(RESIDENT, Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    }

    private static long found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String jcmd(ProcessHandle process, String command)
            throws IOException, InterruptedException {
        Process asking =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asking.waitFor();
        return answer;
    }
}
