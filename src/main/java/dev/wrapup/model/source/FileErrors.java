package dev.wrapup.model.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Optional;

/// Why a file could not be read or written, in words for people: Java's exceptions have a path for
/// a message, and the reason in their name.
public final class FileErrors {
  private FileErrors() {}

  /// The reason, without the path.
  public static String describe(IOException e) {
    return switch (e) {
      case NoSuchFileException ignored -> "no such file or folder";
      case AccessDeniedException ignored -> "permission denied";
      case FileAlreadyExistsException ignored -> "something is there already";
      case DirectoryNotEmptyException ignored -> "the folder is not empty";
      case NotDirectoryException ignored -> "not a folder";
      case NotLinkException ignored -> "not a link";
      case FileSystemLoopException ignored -> "links that lead in a circle";
      case FileSystemException other ->
          plain(Optional.ofNullable(other.getReason()), "the system refused");
      case FileNotFoundException ignored -> "no such file, or no permission";
      default -> plain(Optional.ofNullable(e.getMessage()), "the system refused");
    };
  }

  /// What the system says, such as `No space left on device`, as part of a sentence.
  private static String plain(Optional<String> reason, String otherwise) {
    return reason.map(String::strip).filter(text -> !text.isEmpty()).orElse(otherwise);
  }
}
