package io.github.parlor.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the classes of this package once more, those of the router with a call of {@link Turns#point} before each access to
 * a volatile field, a variable handle or an atomic or concurrent object; if wanted with one planted fault. What is shared
 * with the test that uses it are types of the JDK and {@link Turns}.
 */
public final class Instrumented extends ClassLoader {
    private static final String PACKAGE = "io.github.parlor.routing.";
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "parlor", "routing");
    private static final int API = Opcodes.ASM9;

    private final boolean points;
    private final Map<String, byte[]> edited;
    private final Set<String> volatiles = volatiles();

    private Instrumented(boolean points, Map<String, byte[]> edited) {
        super(Instrumented.class.getClassLoader());
        this.points = points;
        this.edited = edited;
    }

    /** The router as it is. */
    public static Instrumented router() {
        return new Instrumented(true, Map.of());
    }

    /** A text of the sources, which must stand there exactly once however it is broken into lines, replaced by another. */
    public record Edit(String text, String by) {}

    /** The router with a fault. */
    public static Instrumented router(String text, String by) {
        return router(List.of(new Edit(text, by)));
    }

    /** The router with several edits. */
    public static Instrumented router(List<Edit> edits) {
        return new Instrumented(true, edits.isEmpty() ? Map.of() : compiled(edits));
    }

    /** Makes an object of a class of this package that has a constructor without parameters. */
    public Object make(Class<?> type) {
        try {
            var constructor = loadClass(type.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, byte[]> compiled(List<Edit> edits) {
        Map<Path, String> sources = new HashMap<>();
        try {
            for (Edit edit : edits) {
                String words = Stream.of(edit.text.strip().split("\\s+"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+"));
                Pattern wanted = Pattern.compile(words);
                Path file = only(wanted, edit.text);
                String source = sources.containsKey(file) ? sources.get(file) : Files.readString(file);
                sources.put(file, wanted.matcher(source).replaceFirst(Matcher.quoteReplacement(edit.by)));
            }
            return compile(sources);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path only(Pattern wanted, String text) throws IOException {
        List<Path> hits = new ArrayList<>();
        find(wanted, 1, hits);
        if (hits.isEmpty()) {
            find(wanted, 2, hits);
        }
        if (hits.size() != 1) {
            throw new IllegalStateException("stands " + hits.size() + " times in the sources: " + text);
        }
        return hits.get(0);
    }

    /** Looks in the package of the router, or also in those below it. */
    private static void find(Pattern wanted, int depth, List<Path> hits) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES, depth)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                wanted.matcher(Files.readString(file)).results().forEach(hit -> hits.add(file));
            }
        }
    }

    private static Map<String, byte[]> compile(Map<Path, String> sources) throws IOException {
        Path folder = Files.createTempDirectory("parlor-edited");
        try {
            Path out = Files.createDirectory(folder.resolve("classes"));
            List<String> arguments = new ArrayList<>(
                    List.of("--release", "17", "-proc:none", "-nowarn", "-d", out.toString(), "-cp", classPath()));
            for (Map.Entry<Path, String> source : sources.entrySet()) {
                Path edited =
                        folder.resolve(Objects.requireNonNull(source.getKey().getFileName()));
                Files.writeString(edited, source.getValue());
                arguments.add(edited.toString());
            }
            ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
            if (javac.run(System.out, System.err, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException("does not compile with the fault: " + sources.keySet());
            }
            return classesBelow(out);
        } finally {
            delete(folder);
        }
    }

    /** Also what stands on the module path, which is where Surefire puts a module that is tested. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String patched = Path.of("target", "classes").toString();
        return String.join(
                java.io.File.pathSeparator,
                patched,
                modules,
                Objects.requireNonNull(System.getProperty("java.class.path")));
    }

    private static Map<String, byte[]> classesBelow(Path folder) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(java.io.File.separatorChar, '.');
                classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE) || name.startsWith(Turns.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = edited.get(name);
        boolean ours = bytes != null || isOfRouter(name);
        if (bytes == null) {
            bytes = bytesOf(name);
        }
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] made = ours && points ? withPoints(bytes) : bytes;
        // Without a place of origin, so that the coverage agent leaves it alone.
        return defineClass(name, made, 0, made.length);
    }

    private static boolean isOfRouter(String name) {
        return Files.exists(
                Path.of("target", "classes").resolve(name.replace('.', java.io.File.separatorChar) + ".class"));
    }

    private byte @Nullable [] bytesOf(String name) {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private byte[] withPoints(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(API, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return name.startsWith("<") ? next : new Points(next);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static Set<String> volatiles() {
        Set<String> found = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("target", "classes", "io", "github", "parlor", "routing"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                note(new ClassReader(Files.readAllBytes(file)), found);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static void note(ClassReader reader, Set<String> found) {
        reader.accept(
                new ClassVisitor(API) {
                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            @Nullable Object value) {
                        if ((access & Opcodes.ACC_VOLATILE) != 0) {
                            found.add(reader.getClassName() + "." + name);
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
    }

    /** Puts a point before each shared access. */
    private final class Points extends MethodVisitor {
        Points(MethodVisitor next) {
            super(API, next);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (volatiles.contains(owner + "." + name)) {
                point();
            }
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (!name.equals("<init>")
                    && (owner.startsWith("java/util/concurrent/") || owner.equals("java/lang/invoke/VarHandle"))) {
                point();
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        private void point() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Turns.class.getName().replace('.', '/'), "point", "()V", false);
        }
    }
}
