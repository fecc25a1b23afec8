package dev.millrace.architecture.imageheap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Initialises classes as the build of an image does and prints what the image could not hold. */
final class ImageHeap {
  private ImageHeap() {}

  /**
   * Takes a file with the names of the classes, one to a line. Whatever is printed is wrong.
   *
   * @throws IllegalAccessException if a package of the JDK is not open
   */
  public static void main(String[] args) throws IOException, IllegalAccessException {
    RunTimeClasses made = RunTimeClasses.ofControllers();
    List<Class<?>> classes = new ArrayList<>();
    for (String name : Files.readAllLines(Path.of(args[0]))) {
      try {
        if (!made.has(name)) {
          classes.add(Class.forName(name));
        }
      } catch (ClassNotFoundException | LinkageError e) {
        System.out.println(name + " can't be initialised: " + e);
      }
    }
    HeapWalk.refused(classes, made).forEach(System.out::println);
  }
}
